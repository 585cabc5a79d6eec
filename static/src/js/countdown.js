// Time left, kept true. The first text comes from mla_portal/ui/times.py, and the rounding here is the same as there.
import { say } from "./texts.js";

function span(seconds) {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days) return say("days", { days, hours });
  if (hours) return say("hours", { hours, minutes });
  return minutes ? say("minutes", { minutes }) : say("moment");
}

export function timeLeft(due, now) {
  const seconds = Math.floor(Math.abs(due - now) / 1000);
  return say(due >= now ? "left" : "overdue", { span: span(seconds) });
}

function refresh(element, now) {
  const due = Date.parse(element.dateTime);
  const text = timeLeft(due, now);
  if (element.textContent !== text) element.textContent = text;
  const soon = Number(element.dataset.soon || 3600) * 1000;
  const state = due < now ? "overdue" : due - now <= soon ? "soon" : "calm";
  if (element.dataset.state !== state) element.dataset.state = state;
}

let ticking;

export function start() {
  if (ticking || !document.querySelector("[data-countdown]")) return;
  const tick = () => {
    const now = Date.now();
    for (const element of document.querySelectorAll("time[data-countdown]")) refresh(element, now);
  };
  ticking = setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
}
