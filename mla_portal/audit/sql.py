"""What the database itself does for the trail: it numbers, hashes and chains each event, and refuses any change.

The text that is hashed is described in `hashing.py`; the two must agree to the byte.
The chain function has the rights of the tables' owner, so that the portal's own role needs none to write heads.
"""

CHAIN = r"""
create function audit_event_chain() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    head audit_chainhead;
    instant constant text := 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';
begin
    if not isfinite(new.at) then
        raise exception 'An event happened at an instant, not at %', new.at using errcode = 'check_violation';
    end if;
    insert into audit_chainhead (chain, seq, hash) values (new.chain, 0, repeat('0', 64)) on conflict do nothing;
    select * into head from audit_chainhead where chain = new.chain for update;
    new.seq := head.seq + 1;
    new.prev_hash := head.hash;
    new.recorded_at := clock_timestamp();
    new.hash := encode(sha256(convert_to(concat_ws(E'\n',
        'mla-portal event 1',
        new.prev_hash,
        new.chain,
        new.seq,
        to_char(new.at at time zone 'UTC', instant),
        to_char(new.recorded_at at time zone 'UTC', instant),
        coalesce(new.actor_id::text, ''),
        new.actor_name,
        new.verb,
        new.data
    ), 'UTF8')), 'hex');
    update audit_chainhead set seq = new.seq, hash = new.hash where chain = new.chain;
    return new;
end $$;

create trigger audit_event_chain before insert on audit_event
    for each row execute function audit_event_chain();
"""

APPEND_ONLY = """
create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger audit_event_append_only before update or delete on audit_event
    for each row execute function audit_refuse();
create trigger audit_event_keep before truncate on audit_event
    for each statement execute function audit_refuse();

-- A head moves only from inside the trigger on audit_event, which is then the outer one of two.
create trigger audit_chainhead_moved_by_event before insert or update on audit_chainhead
    for each row when (pg_trigger_depth() < 1) execute function audit_refuse();
create trigger audit_chainhead_append_only before delete on audit_chainhead
    for each row execute function audit_refuse();
create trigger audit_chainhead_keep before truncate on audit_chainhead
    for each statement execute function audit_refuse();
"""

FORWARD = CHAIN + APPEND_ONLY

# A session plans the statements of the trigger once. Where the table of heads was still empty then, it would read all
# of it for each event from there on, until the next ANALYZE.
BY_INDEX = "alter function audit_event_chain() set enable_seqscan = off;"
NOT_BY_INDEX = "alter function audit_event_chain() reset enable_seqscan;"

REVERSE = """
drop trigger audit_chainhead_keep on audit_chainhead;
drop trigger audit_chainhead_append_only on audit_chainhead;
drop trigger audit_chainhead_moved_by_event on audit_chainhead;
drop trigger audit_event_keep on audit_event;
drop trigger audit_event_append_only on audit_event;
drop trigger audit_event_chain on audit_event;
drop function audit_refuse();
drop function audit_event_chain();
"""
