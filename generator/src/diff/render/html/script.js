// The page is complete without this: it adds filters, links that bring them back, keys, and a choice of theme.
(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("js");

  // Storage is refused in some places, such as frames without an origin; then nothing is remembered.
  const remember = (key, value) => {
    try { localStorage.setItem(`bindery-diff-${key}`, value); } catch { /* for this visit only */ }
  };
  const remembered = (key) => {
    try { return localStorage.getItem(`bindery-diff-${key}`); } catch { return null; }
  };

  // Before anything is shown, so that no page flashes in the other theme.
  const theme = remembered("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", () => {
    const find = (id) => document.getElementById(id);
    setUpTheme(find("dark-theme"));
    setUpPrint();
    if (find("controls")) setUpChanges(find);
  });

  function setUpTheme(button) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      remember("theme", root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
  }

  // Paper cannot be opened.
  function setUpPrint() {
    let closed = [];
    const open = () => {
      closed = closed.concat([...document.querySelectorAll(".change > details:not([open])")]);
      for (const details of closed) details.open = true;
    };
    const restore = () => {
      for (const details of closed) details.open = false;
      closed = [];
    };
    addEventListener("beforeprint", open);
    addEventListener("afterprint", restore);
    matchMedia("print").addEventListener("change", (event) => (event.matches ? open() : restore()));
  }

  function setUpChanges(find) {
    const changes = [...document.querySelectorAll(".change")].map((node) => ({
      node,
      details: node.querySelector("details"),
      summary: node.querySelector("summary"),
      text: null,
    }));
    const byId = new Map(changes.map((change) => [change.node.id, change]));
    const byNode = new Map(changes.map((change) => [change.node, change]));
    const facets = [...document.querySelectorAll("fieldset[data-facet]")].map((fieldset) => {
      const name = fieldset.dataset.facet;
      const boxes = [...fieldset.querySelectorAll("input")];
      for (const change of changes) {
        (change.options ??= {})[name] = (change.node.dataset[name] ?? "").split(" ").map(Number);
      }
      return { name, boxes };
    });
    const query = find("query");
    const keys = find("use-keys");
    let visible = changes;
    let linked = null;

    // What is searched in a change, collected when it is searched for the first time.
    const textOf = (change) =>
      (change.text ??= [...change.node.querySelectorAll(".find")].map((part) => part.textContent).join("\n").toLowerCase());
    const words = () => query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const say = (text) => { find("notice").textContent = text; };
    const count = (number) => `${number} ${number === 1 ? "change" : "changes"}`;

    function apply() {
      const wanted = words();
      const chosen = facets
        .map(({ name, boxes }) => [name, new Set(boxes.flatMap((box, index) => (box.checked ? [index] : [])))])
        .filter(([, options]) => options.size > 0);
      const fits = (change) =>
        chosen.every(([name, options]) => change.options[name].some((option) => options.has(option))) &&
        wanted.every((word) => textOf(change).includes(word));
      let matches = 0;
      visible = [];
      for (const change of changes) {
        const match = fits(change);
        if (match) matches += 1;
        const show = match || change === linked;
        if (change.node.hidden === show) change.node.hidden = !show;
        if (show) visible.push(change);
        change.node.classList.toggle("linked", change === linked);
      }
      const filters = chosen.reduce((sum, [, options]) => sum + options.size, 0);
      describe(matches, filters, filters + wanted.length > 0);
      write();
    }

    function describe(matches, filters, filtered) {
      const extra = visible.length > matches ? ", and the one that was linked to" : "";
      find("count").textContent = filtered ? `${matches} of ${count(changes.length)}${extra}` : count(changes.length);
      find("active").textContent = filters > 0 ? `(${filters} set)` : "";
      find("clear-all").disabled = !filtered;
      find("no-match").hidden = visible.length > 0;
      find("no-match-text").textContent =
        `No change fits the search and the filters. ${count(changes.length)} ${changes.length === 1 ? "is" : "are"} hidden.`;
    }

    function clear() {
      query.value = "";
      linked = null;
      for (const { boxes } of facets) for (const box of boxes) box.checked = false;
      apply();
    }

    // The fragment is `FINGERPRINT&facet=value&…&q=words`, each part of it optional.
    function write() {
      const state = new URLSearchParams();
      for (const { name, boxes } of facets) for (const box of boxes) if (box.checked) state.append(name, box.value);
      if (query.value.trim()) state.append("q", query.value.trim());
      const fragment = [linked?.node.id, state.toString()].filter(Boolean).join("&");
      const address = location.href.split("#")[0] + (fragment ? `#${fragment}` : "");
      if (address === location.href) return;
      try { history.replaceState(null, "", address); } catch { /* the address stays as it is */ }
    }

    function read(first) {
      const [head, ...rest] = location.hash.slice(1).split("&");
      const named = head !== "" && !head.includes("=");
      const target = named ? byId.get(head) : undefined;
      // A link within the page, such as the one that skips to the changes, is no state of the filters.
      if (named && !target && find(head) && !first) return;
      if (named && !target && !find(head)) say("The change that this link names is not in this report.");
      const state = new URLSearchParams((named ? rest : [head, ...rest]).join("&"));
      // A link to a change alone leaves the filters as they are.
      if (!(target && rest.length === 0)) {
        for (const { name, boxes } of facets) {
          const values = new Set(state.getAll(name));
          for (const box of boxes) box.checked = values.has(box.value);
        }
        query.value = state.get("q") ?? "";
      }
      linked = target ?? null;
      apply();
      if (linked) {
        linked.details.open = true;
        go(linked, "start");
      }
    }

    function go(change, block) {
      change.summary.focus({ preventScroll: true });
      change.node.scrollIntoView({ block });
    }

    function move(step) {
      const current = byNode.get(document.activeElement?.closest(".change"));
      const index = current ? visible.indexOf(current) + step : step > 0 ? 0 : visible.length - 1;
      if (visible[index]) go(visible[index], "nearest");
    }

    async function copy(button) {
      const address = `${location.href.split("#")[0]}#${button.closest(".change").id}`;
      const copied = await toClipboard(address);
      button.textContent = copied ? "Copied" : "Not copied";
      say(copied ? "The link is copied." : "The link could not be copied.");
      setTimeout(() => { button.textContent = "Copy link"; }, 2000);
    }

    function pressed(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "Escape") return clear();
      const typing = event.target === query;
      if (event.key === "ArrowDown" && typing) {
        if (visible[0]) go(visible[0], "nearest");
        return event.preventDefault();
      }
      if (typing) return;
      const onChange = event.target.matches?.(".change summary");
      const steps = { ArrowDown: onChange && 1, ArrowUp: onChange && -1, j: keys.checked && 1, k: keys.checked && -1 };
      if (steps[event.key]) {
        move(steps[event.key]);
        event.preventDefault();
      } else if (event.key === "/" && keys.checked) {
        query.focus();
        query.select();
        event.preventDefault();
      }
    }

    let pending = 0;
    query.addEventListener("input", () => {
      clearTimeout(pending);
      pending = setTimeout(apply, 60);
    });
    find("facets").addEventListener("change", apply);
    find("controls").addEventListener("submit", (event) => event.preventDefault());
    for (const id of ["clear-all", "clear-empty"]) {
      find(id).addEventListener("click", () => { clear(); query.focus(); });
    }
    find("open-all").addEventListener("click", () => { for (const { details } of visible) details.open = true; });
    find("close-all").addEventListener("click", () => { for (const { details } of visible) details.open = false; });
    find("changes").addEventListener("click", (event) => {
      const button = event.target.closest(".copy");
      if (button) copy(button);
    });
    document.addEventListener("keydown", pressed);
    addEventListener("hashchange", () => read(false));

    keys.checked = remembered("keys") !== "off";
    keys.addEventListener("change", () => remember("keys", keys.checked ? "on" : "off"));

    // Beside the changes there is room for the filters; above them they would push the changes away.
    const wide = matchMedia("(min-width: 64rem)");
    const fit = () => { find("facets").open = wide.matches; };
    wide.addEventListener("change", fit);
    fit();

    for (const { details } of changes) details.open = false;
    root.classList.add("ready");
    read(true);
    // The browser goes to what the fragment names by itself when all is loaded, and takes the focus from where it is.
    addEventListener("load", () => requestAnimationFrame(() => { if (linked) go(linked, "start"); }));
  }

  async function toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelection(text);
    }
  }

  // Where there is no clipboard, as in frames that may not use it.
  function copySelection(text) {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    let copied = false;
    try { copied = document.execCommand("copy"); } catch { /* said by the caller */ }
    field.remove();
    focused?.focus();
    return copied;
  }
})();
