"use strict";
(() => {
  const { page, secret } = document.body.dataset;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The review ends when its last page is closed; a page that comes back from the browser's memory is an old one.
  addEventListener("pagehide", () => {
    if (page) navigator.sendBeacon("/gone", new URLSearchParams({ secret, page }));
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  const ended = document.getElementById("ended");
  const look = async () => {
    if (!page || document.visibilityState !== "visible") return;
    try {
      await fetch("/here", { cache: "no-store" });
    } catch {
      ended.hidden = false;
    }
  };
  document.addEventListener("visibilitychange", look);
  setInterval(look, 15000);

  // One press, one decision.
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
  });

  // What a button did is read out: it has to come after the page.
  const reply = document.getElementById("reply");
  if (reply) {
    const told = [...reply.childNodes];
    reply.replaceChildren();
    requestAnimationFrame(() => reply.replaceChildren(...told));
  }

  // A push in progress.
  const follow = async () => {
    const section = document.getElementById("push");
    let text = "";
    try {
      const answer = await fetch("/push/part", { cache: "no-store" });
      text = answer.ok ? await answer.text() : "";
    } catch {
      ended.hidden = false;
      return;
    }
    const now = new DOMParser().parseFromString(text, "text/html").getElementById("push");
    if (!now) location.reload();
    else if (now.dataset.state === "busy") {
      section.querySelector("[role=status]").replaceChildren(...now.querySelector("[role=status]").childNodes);
      section.querySelector("progress").replaceWith(now.querySelector("progress"));
    } else {
      section.replaceWith(now);
      document.title = document.title.replace(/^Planning/, "Plan").replace(/^Pushing/, "Pushed");
      now.querySelector("h2").focus();
      return;
    }
    setTimeout(follow, 300);
  };
  const push = document.getElementById("push");
  if (push?.dataset.state === "busy") follow();
  else push?.querySelector("h2").focus(); // it was done before the page was shown

  // Keys, at a song: a digit takes that candidate, a letter presses the button that has it.
  const titles = all(".title-of");
  const current = () => document.activeElement.closest(".song")?.querySelector(".title-of") ?? titles[0];
  const go = (step) => {
    const inside = document.activeElement.closest(".song");
    const next = inside ? titles[titles.indexOf(inside.querySelector(".title-of")) + step] : titles[0];
    next?.focus();
    next?.scrollIntoView();
  };
  const press = (button) => {
    if (!button) return false;
    for (let up = button.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    if (button.tagName === "SUMMARY") button.parentElement.querySelector("input:not([type=hidden])").focus();
    else button.click();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing && event.key === "Escape") current()?.focus();
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const key = event.key.toLowerCase();
    if (key === "n" || key === "b") go(key === "n" ? 1 : -1);
    else if (key === "u") press(document.querySelector("[data-key=u]"));
    else if (!/^[1-8asp]$/.test(key) || !press(current()?.closest(".song").querySelector(`[data-key="${key}"]`))) return;
    event.preventDefault();
  });
  document.documentElement.classList.add("script");
})();
