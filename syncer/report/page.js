"use strict";
(() => {
  const list = document.getElementById("list");
  const songs = [...list.children];
  const search = document.getElementById("search");
  const sort = document.getElementById("sort");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const said = document.getElementById("said");
  const waiting = new Set(["unsure", "unmatched"]);
  const collator = new Intl.Collator(undefined, { numeric: true });

  // "Café" is found by "cafe", ｶﾀｶﾅ by カタカナ.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const title = (item) => item.querySelector("bdi").textContent;
  const names = new Map();
  const namesOf = (song) => {
    if (!names.has(song)) {
      names.set(song, folded([...song.querySelectorAll("bdi")].map((name) => name.textContent).join("\n")));
    }
    return names.get(song);
  };
  const score = (song) => ("score" in song.dataset ? Number(song.dataset.score) : 2);
  const orders = {
    catalog: () => 0,
    title: (a, b) => collator.compare(title(a), title(b)),
    doubt: (a, b) => score(a) - score(b),
  };
  const chosen = () => document.querySelector("input[name=show]:checked");
  const fits = (song, show) =>
    show === "all" || song.dataset.status === show || (show === "waiting" && waiting.has(song.dataset.status));

  const filter = () => {
    const show = chosen().value;
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const song of songs) {
      song.hidden = !(fits(song, show) && words.every((word) => namesOf(song).includes(word)));
      count += song.hidden ? 0 : 1;
    }
    none.hidden = count > 0;
    shown.textContent = `${count} of ${songs.length} songs`;
  };
  const arrange = () => list.append(...[...songs].sort(orders[sort.value]));
  const choose = (show) => {
    document.querySelector(`input[name=show][value="${show}"]`).checked = true;
    filter();
  };

  const say = (text) => {
    said.textContent = text;
    said.classList.add("now");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => said.classList.remove("now"), 6000);
  };
  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copied = async (code) => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      select(code);
      return document.execCommand("copy");
    }
  };
  const copy = async (button) => {
    const done = await copied(button.parentElement.querySelector("code"));
    const [track, song] = [button.closest("li"), button.closest(".song")].map(title);
    say(
      done
        ? `Copied the line of “${track}”. Paste it below “${song}” in ${list.dataset.catalog}.`
        : `The line of “${track}” could not be copied; it is selected for you to copy.`,
    );
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    const link = event.target.closest("[data-show]");
    if (button) copy(button);
    if (link) choose(link.dataset.show);
  });
  document.getElementById("all").addEventListener("click", () => {
    search.value = "";
    choose("all");
    search.focus();
  });
  for (const input of document.querySelectorAll("input[name=show]")) input.addEventListener("change", filter);
  search.addEventListener("input", filter);
  sort.addEventListener("change", arrange);

  document.documentElement.classList.add("script");
  document.querySelector(".tools").hidden = false;
  filter();
})();
