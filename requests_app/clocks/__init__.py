"""Time that the law or the house gives: pure functions of an instant, a calendar and a policy. No `now()` inside."""
