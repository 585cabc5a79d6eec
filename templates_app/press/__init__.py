"""What reads or lays out the texts of other people does so in the press: a process of its own, bounded and replaceable.

The press has the fonts in its hands and forks a child for each piece of work, which is cheaper than to begin anew and
leaves nothing behind. A child is bounded in memory and time, writes no file and knows no secret; when it dies, its work
is refused with a sentence and the portal goes on.

Only `client.py` knows Django: what runs in the press holds no settings.
"""
