// What mouse, touch and keys do in the calendar's grid. Pointer moves stay here; only what is chosen or dropped travels to the page.
// The grid's markup is drawn on the server and replaced when it changes, so nothing here keeps an element: places are kept as date and row.
const DAY = 86_400_000;
const HOLD_MILLISECONDS = 400;
const THRESHOLD_PIXELS = 5;
const SNAP_HOURS = 0.25;
const CLICK_SNAP_HOURS = 0.5;

// The words of names, as the page writes them.
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const dateInFull = (date) => `${WEEKDAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
const dateInShort = (date) => `${WEEKDAYS[date.getUTCDay()].slice(0, 3)} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()].slice(0, 3)} ${date.getUTCFullYear()}`;
// Of a count as data-n has it; null for none.
const countInWords = (count) => Number(count) === 0 ? "no events" : count === "1" ? "1 event" : `${count} events`;

export function attach(root, page) {
  const listeners = new AbortController();
  const on = (target, type, listener, options) => target.addEventListener(type, listener, { signal: listeners.signal, ...options });
  // A page whose circuit is gone shows that by itself.
  const call = (method, ...values) => page.invokeMethodAsync(method, ...values).catch(() => {});

  // ---- Where things are ----

  const grid = () => root.querySelector("[role=grid]");
  const isMonth = () => grid()?.dataset.view === "month";
  const canCreate = () => root.dataset.create !== undefined;
  const isNarrow = () => matchMedia("(width <= 700px)").matches;
  const shiftDate = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
  const isEvent = (element) => element?.matches?.(".e, .more") && !element.closest("dialog");
  const isCell = (element) => element?.matches?.(".dy, .ad, .h");

  // Rows of focusable cells, as arrows walk them, each without its header; looked up once per drawing. The hours are drawn once for many periods.
  let walked = null;
  let walkedFrom = null;
  // Walked, because a live collection takes long to spread.
  const cellsOf = (row) => {
    const cells = [];
    for (let cell = row.firstElementChild.nextElementSibling; cell; cell = cell.nextElementSibling) {
      cells.push(cell);
    }
    return cells;
  };
  const rows = () => walked ??= Array.from(root.querySelectorAll(".dates, .adr:not(.evs), .hr"), cellsOf);
  const forgetRows = () => {
    const first = root.querySelector(".hr");
    if (!first || first !== walkedFrom) {
      walked = slotsOfDays = null;
      walkedFrom = first;
    }
  };

  const placeOf = (cell) => {
    const all = rows();
    const row = all.findIndex((cells) => cells.includes(cell));
    return row < 0 ? null : { row, column: all[row].indexOf(cell), all };
  };

  const firstWorkingHour = () => root.querySelector(".hr:not(.o)");

  // Which day of the view a cell is, from 0.
  const dayOf = (cell) => {
    const place = placeOf(cell);
    return isMonth() ? place.row * 7 + place.column : place.column;
  };

  const dateOf = (cell) => shiftDate(grid().dataset.first, dayOf(cell));

  const cellAt = (date, row) => {
    const first = grid()?.dataset.first;
    const day = first ? Math.round((Date.parse(date) - Date.parse(first)) / DAY) : -1;
    const all = rows();
    return day < 0 ? undefined : isMonth() ? all[Math.floor(day / 7)]?.[day % 7] : all[Math.min(row, all.length - 1)]?.[day];
  };

  const hoursOf = (cell) => {
    const start = cell.dataset.t === undefined ? [...cell.parentElement.parentElement.children].indexOf(cell.parentElement) : Number(cell.dataset.t);
    return { start, length: Number(cell.dataset.d ?? 1) };
  };

  const lengthOf = (column) => Number(column.style.getPropertyValue("--n"));
  const columns = () => [...root.querySelectorAll(".col")];
  const keyOf = (event) => event.dataset.id;
  const spanOf = (event) => Number(/(?:^|\s)s(\d)(?:\s|$)/.exec(event.className)?.[1] ?? 1);
  const timesOf = (event, column) => {
    const length = lengthOf(column);
    return { start: (parseFloat(event.style.top) / 100) * length, end: (1 - parseFloat(event.style.bottom) / 100) * length };
  };

  // The day of the view of what stands in a row of events.
  const dayOfEvent = (event) => {
    const column = event.closest(".col");
    return column ? columns().indexOf(column) : [...root.querySelectorAll(".ev")].indexOf(event.closest(".ev"));
  };

  // The events that a cell has: its own, bars that reach it from the left, and in an hour what overlaps it.
  const eventsOf = (cell) => {
    if (cell.matches(".h")) {
      const column = columns()[dayOf(cell)];
      const { start, length } = hoursOf(cell);
      return [...column.querySelectorAll(".e")].filter((event) => {
        const times = timesOf(event, column);
        return times.start < start + length - 0.001 && times.end > start + 0.001;
      });
    }
    const { column } = placeOf(cell);
    const cells = [...cell.closest("[role=rowgroup]").querySelectorAll(".ev")];
    const found = cells.slice(0, column + 1).flatMap((from, i) => [...from.querySelectorAll(".e")].filter((event) => i + spanOf(event) > column));
    const more = cells[column].querySelector(".more");
    return [...found.sort((a, b) => a.offsetTop - b.offsetTop), ...(more ? [more] : [])];
  };

  // The cell that an event starts in, as far as it is shown.
  const cellOf = (event) => {
    const day = dayOfEvent(event);
    const column = event.closest(".col");
    const all = rows();
    return isMonth() ? all[Math.floor(day / 7)][day % 7]
      : !column ? all[0][day]
      : all.slice(1).map((row) => row[day]).filter((cell) => cell && hoursOf(cell).start <= timesOf(event, column).start + 0.001).at(-1);
  };

  // ---- One tab stop, and focus that survives a new drawing ----

  let at = null; // { date, row }: where the tab stop is
  let held = null; // { event } or {}: what had the focus, while it is in the grid
  let awaited = null; // a date to go to once its period is drawn
  let current = null;

  const setCurrent = (cell) => {
    if (current !== cell) {
      if (current) {
        current.tabIndex = -1;
      }
      current = cell;
    }
    cell.tabIndex = 0;
    at = { date: dateOf(cell), row: placeOf(cell).row };
  };

  const focusCell = (cell) => {
    if (cell) {
      setCurrent(cell);
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest" });
    }
  };

  // Events come without tabindex, which would be sent with each of them: they take the focus from here, or from a pointer.
  const focusEvent = (event, options) => {
    event.tabIndex = -1;
    event.focus(options);
  };

  on(root, "focusin", (e) => {
    awaited = null;
    if (isCell(e.target)) {
      setCurrent(e.target);
      held = {};
    } else if (isEvent(e.target)) {
      held = { event: keyOf(e.target), isMore: e.target.matches(".more") };
      if (!current || !eventsOf(current).includes(e.target)) {
        setCurrent(cellOf(e.target));
      }
    }
  });
  on(root, "focusout", (e) => {
    const from = e.target;
    const to = e.relatedTarget;
    if (to ? !isCell(to) && !isEvent(to) && !to.closest("dialog") : document.hasFocus()) {
      // Removed with its drawing, it still counts as focused; left by the person, it does not.
      queueMicrotask(() => {
        const active = document.activeElement;
        if (from.isConnected && !isCell(active) && !isEvent(active) && !document.querySelector("dialog[open]")) {
          held = null;
        }
      });
    }
  });

  const restoreFocus = () => {
    if (awaited && held) {
      const cell = cellAt(awaited, at?.row ?? 0);
      if (cell) {
        awaited = null;
        focusCell(cell);
        return;
      }
    }
    if (held && document.activeElement === document.body && current) {
      const event = held.isMore ? eventsOf(current).find((one) => one.matches(".more")) : held.event && root.querySelector(`.e[data-id="${CSS.escape(held.event)}"]`);
      event ? focusEvent(event, { preventScroll: true }) : current.focus({ preventScroll: true });
    }
  };

  // ---- After each drawing ----

  let drawn = null;
  let selected = null;

  const refresh = () => {
    forgetRows();
    const now = grid();
    if (!now) {
      drawn = current = namedIn = null;
      return;
    }
    giveNames(now);
    if (now !== drawn) {
      drawn = now;
      current = null;
      root.querySelector(".scroll")?.scrollTo({ top: (firstWorkingHour()?.offsetTop ?? 0) - 14 });
    }
    const today = root.querySelector(".heads [aria-current=date], .dy[aria-current=date]");
    const todaysDate = !today ? null : today.matches(".dy") ? dateOf(today) : shiftDate(now.dataset.first, [...today.parentElement.children].indexOf(today) - 1);
    const startRow = isMonth() ? 0 : [...root.querySelectorAll(".hr")].indexOf(firstWorkingHour()) + 1;
    if (awaited === "today") {
      awaited = todaysDate ?? "today";
    }
    const cell = (at && cellAt(at.date, at.row)) ?? (todaysDate && cellAt(todaysDate, startRow)) ?? rows()[startRow]?.[0];
    if (cell) {
      setCurrent(cell);
    }
    restoreFocus();
    markSelected();
  };

  const markSelected = () => {
    for (const event of root.querySelectorAll(".e[aria-pressed]")) {
      event.removeAttribute("aria-pressed");
    }
    const id = root.dataset.selected;
    const events = id ? root.querySelectorAll(`.e[data-id="${CSS.escape(id)}"]`) : [];
    for (const event of events) {
      event.setAttribute("aria-pressed", "true");
      // The page gives it the focus when its details close.
      event.tabIndex = -1;
    }
    if (id && id !== selected && events[0]) {
      events[0].scrollIntoView({ block: "nearest" });
    }
    selected = id;
  };

  // Cells and events come without names, which would be half of what is sent: they are made here of what is there.
  let namedIn = null; // the zone of the names; an event that is drawn on another date is another element

  const giveNames = (now) => {
    const { first, zone } = now.dataset;
    const isAnew = namedIn !== zone;
    namedIn = zone;
    const start = Date.parse(first);
    const dateAt = (day) => new Date(start + day * DAY);
    const nameEventsIn = (parent, date) => {
      // They come as one string: all have names, or none.
      if (isAnew || !parent.lastElementChild?.ariaLabel) {
        const day = date && dateInShort(date);
        for (let event = parent.firstElementChild; event; event = event.nextElementSibling) {
          nameEvent(event, date, day, zone);
        }
      }
    };
    isMonth() ? nameMonth(now, dateAt, nameEventsIn) : nameDays(dateAt, nameEventsIn);
  };

  const nameEvent = (event, date, day, zone) => {
    const classes = event.className;
    if (classes.startsWith("more")) {
      event.ariaLabel = `${event.textContent.slice(1)} on ${dateInFull(date)}`;
    } else if (classes.startsWith("e ")) {
      const text = inOneLine(event.textContent);
      const when = whenOf(event, text, date, day, zone);
      // A state that is written on it is a part of its text.
      const state = event.firstElementChild ? "" : classes.includes(" d") ? ", Done" : ", Confirmed";
      event.ariaLabel = `${text}${when && `, ${when}`}${state}`;
    }
  };

  // Without a pattern: there may be a thousand. Between times a hyphen stands for the dash that is said.
  const inOneLine = (text) => {
    const end = text.indexOf("\n");
    return end < 0 ? text : `${text.slice(0, end).trimEnd()} ${text.slice(end + 1).replace("-", "–")}`;
  };

  // When it is, as far as its text, which comes first, does not say so in full.
  const whenOf = (event, text, date, day, zone) => {
    const full = event.getAttribute("data-w");
    if (full) {
      return full;
    }
    const zoned = event.getAttribute("data-z") ?? zone;
    const end = event.getAttribute("data-e");
    if (end) {
      // It is a line of the month, which begins with its start.
      return `${day}, ${text.slice(0, 5)}–${end} ${zoned}`;
    }
    const period = event.getAttribute("data-p");
    if (period) {
      return `${timesFrom(period, date)} ${zoned}`;
    }
    if (day) {
      const hidden = event.getAttribute("data-h");
      return hidden ? `${day}, ${hidden} ${zoned}` : `${day}, ${zoned}`;
    }
    return text.endsWith(", all day") ? "" : zoned;
  };

  // Days from a date and a time, twice, in words.
  const timesFrom = (period, date) => {
    const [from, start, to, end] = period.split(" ");
    const inWords = (days, time) => `${dateInShort(new Date(date.getTime() + days * DAY))}, ${time}`;
    return `${inWords(from, start)}${from === to ? `–${end}` : ` – ${inWords(to, end)}`}`;
  };

  const say = (cell, name) => {
    if (cell.ariaLabel !== name) {
      cell.removeAttribute("aria-labelledby");
      cell.ariaLabel = name;
    }
  };

  const nameMonth = (now, dateAt, nameEventsIn) => {
    const events = now.querySelectorAll(".ev");
    rows().flat().forEach((cell, day) => {
      const date = dateAt(day);
      const irregularity = cell.getAttribute("data-i");
      say(cell, `${dateInFull(date)}, ${countInWords(events[day].getAttribute("data-n"))}${irregularity ? `, ${irregularity}` : ""}`);
      if (events[day].firstElementChild) {
        nameEventsIn(events[day], date);
      }
    });
  };

  const nameDays = (dateAt, nameEventsIn) => {
    const [days] = rows();
    const bars = root.querySelectorAll(".ev");
    const events = root.querySelectorAll(".es");
    slotsOfDays ??= readSlots();
    days.forEach((cell, day) => {
      const date = dateAt(day);
      const inFull = dateInFull(date);
      nameEventsIn(bars[day], null);
      nameEventsIn(events[day], date);
      say(cell, `${inFull}, all day, ${countInWords(bars[day].getAttribute("data-n"))}`);
      const counts = events[day].getAttribute("data-n").split(" ");
      slotsOfDays[day].forEach((slot, i) => slot && sayOnce(slot, `${slot.name || `${inFull}, ${slot.hour}`}, ${countInWords(counts[i])}`));
    });
  };

  // Of the hours there are so many that what was said is kept, and not asked for.
  const sayOnce = (slot, name) => {
    if (slot.said !== name) {
      slot.cell.ariaLabel = slot.said = name;
    }
  };

  // Of each day its hours as the axis has them; null where the clocks skip one. A cell that came with a name of its own keeps it beside.
  let slotsOfDays = null;
  const readSlots = () => {
    const [days, ...cells] = rows();
    const hours = cells.map((row) => row[0].parentElement.querySelector(".t > span").textContent);
    return days.map((_, day) => cells.map((row, i) => {
      const cell = row[day];
      if (cell.matches(".z")) {
        return null;
      }
      cell.removeAttribute("aria-labelledby");
      return { cell, hour: hours[i], name: cell.dataset.name ??= cell.getAttribute("aria-label") ?? "", said: null };
    }));
  };

  const observer = new MutationObserver(refresh);
  observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-first", "data-selected"] });
  listeners.signal.addEventListener("abort", () => observer.disconnect());

  // ---- Choosing ----

  const create = (cell) => {
    if (!canCreate() || cell.matches(".z")) {
      return;
    }
    const { start, length } = cell.matches(".h") ? hoursOf(cell) : {};
    call("Create", dayOf(cell), start ?? null, start === undefined ? null : start + length);
  };

  let isClickOfDrag = false;
  on(root, "click", (e) => {
    if (isClickOfDrag) {
      isClickOfDrag = false;
      e.preventDefault();
      return;
    }
    const event = e.target.closest(".e");
    const more = e.target.closest(".more");
    const cell = e.target.closest(".dy, .ad, .h");
    const button = event ?? more;
    if (button && document.activeElement !== button) {
      // A click without a pointer, as a screen reader makes it.
      focusEvent(button, { preventScroll: true });
    }
    if (event) {
      call("Open", keyOf(event));
    } else if (more) {
      call("OpenDayAsync", dayOfEvent(more));
    } else if (!cell) {
      return;
    } else if (isMonth() && isNarrow()) {
      call("OpenDayAsync", dayOf(cell));
    } else if (e.target.closest(".dy > b")) {
      call("ShowDay", dayOf(cell));
    } else if (cell.matches(".h:not(.z)") && canCreate() && e.detail > 0) {
      const { start, length } = hoursOf(cell);
      const box = cell.getBoundingClientRect();
      const from = start + Math.floor((((e.clientY - box.top) / box.height) * length) / CLICK_SNAP_HOURS) * CLICK_SNAP_HOURS;
      call("Create", dayOf(cell), from, from + 1);
    } else {
      create(cell);
    }
  });

  // ---- Dragging ----

  let drag = null;

  // The wall-clock time at so many hours of a day, in the words of the nearest cell before it.
  const timeAt = (day, hours) => {
    const cells = rows().slice(1).map((row) => row[day]).filter((cell) => cell && !cell.matches(".z") && hoursOf(cell).start <= hours + 0.001);
    const cell = cells.at(-1);
    if (!cell) {
      return "";
    }
    const text = cell.dataset.t === undefined || !cell.dataset.name ? cell.parentElement.querySelector(".t > span").textContent : cell.dataset.name.split(", ").at(-1);
    const [, hour, minute, offset] = /^(\d+):(\d+)(.*)$/.exec(text) ?? [];
    const minutes = Number(hour) * 60 + Number(minute) + Math.round((hours - hoursOf(cell).start) * 60);
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}${offset ?? ""}`;
  };

  const spotAt = (x, y) => {
    const all = columns();
    const day = all.findIndex((column) => {
      const box = column.getBoundingClientRect();
      return x >= box.left - 3 && x < box.right + 3;
    });
    if (day < 0) {
      return null;
    }
    const box = all[day].getBoundingClientRect();
    const length = lengthOf(all[day]);
    return { day, column: all[day], length, hours: Math.min(length, Math.max(0, ((y - box.top) / box.height) * length)) };
  };
  const snap = (hours) => Math.round(hours / SNAP_HOURS) * SNAP_HOURS;

  const preview = (spot, from, to, text) => {
    drag.box ??= Object.assign(document.createElement("div"), { className: "chosen-range", ariaHidden: "true" });
    drag.box.style.top = `${(from / spot.length) * 100}%`;
    drag.box.style.height = `${((to - from) / spot.length) * 100}%`;
    drag.box.textContent = `${text}${timeAt(spot.day, from)}–${timeAt(spot.day, to)}`;
    if (drag.box.parentElement !== spot.column) {
      spot.column.append(drag.box);
    }
  };

  const begin = () => {
    drag.isOn = true;
    drag.event?.classList.add("is-moving");
    root.setPointerCapture(drag.pointer);
    getSelection()?.removeAllRanges();
  };

  const moveTo = (x, y) => {
    const scroll = root.querySelector(".scroll");
    if (scroll) {
      const box = scroll.getBoundingClientRect();
      scroll.scrollTop += y > box.bottom - 24 ? 12 : y < box.top + 24 ? -12 : 0;
    }
    if (drag.isCells) {
      const cell = document.elementsFromPoint(x, y).find((element) => isCell(element) && !element.matches(".h"));
      if (cell !== drag.target) {
        drag.target?.classList.remove("is-target");
        cell?.classList.add("is-target");
        drag.target = cell;
      }
      return;
    }
    const spot = spotAt(x, y);
    if (!spot || spot.length === 0) {
      return;
    }
    if (drag.event) {
      const from = Math.min(Math.max(0, snap(spot.hours - drag.grip)), spot.length - SNAP_HOURS);
      drag.spot = { day: spot.day, from };
      preview(spot, from, Math.min(spot.length, from + drag.hours), `${drag.title} `);
    } else {
      const origin = { ...spot, day: drag.day, column: columns()[drag.day], length: lengthOf(columns()[drag.day]) };
      const [from, to] = [drag.from, snap(Math.min(spot.hours, origin.length))].sort((a, b) => a - b);
      drag.spot = { from, to: Math.max(to, from + SNAP_HOURS) };
      preview(origin, from, drag.spot.to, "");
    }
  };

  const end = (isDropped) => {
    const done = drag;
    drag = null;
    clearTimeout(done?.timer);
    if (!done?.isOn) {
      return;
    }
    done.box?.remove();
    done.target?.classList.remove("is-target");
    done.event?.classList.remove("is-moving");
    isClickOfDrag = true;
    // The click that belongs to it comes at once, or not at all.
    setTimeout(() => (isClickOfDrag = false));
    if (isDropped && done.event && done.isCells && done.target && dayOf(done.target) !== done.day) {
      call("MoveAsync", keyOf(done.event), done.day, dayOf(done.target), null);
    } else if (isDropped && done.event && done.spot && (done.spot.day !== done.day || Math.abs(done.spot.from - done.from) > 0.001)) {
      call("MoveAsync", keyOf(done.event), done.day, done.spot.day, done.spot.from);
    } else if (isDropped && !done.event && done.spot) {
      call("Create", done.day, done.spot.from, done.spot.to);
    }
  };

  on(root, "pointerdown", (e) => {
    isClickOfDrag = false;
    e.target.closest(".e:not([tabindex]), .more:not([tabindex])")?.setAttribute("tabindex", "-1");
    const event = e.target.closest(".e.v");
    const cell = e.target.closest(".h:not(.z)");
    if (e.button !== 0 || !e.isPrimary || e.target.closest("dialog") || (!event && !(cell && canCreate() && !e.target.closest(".e")))) {
      return;
    }
    drag = { pointer: e.pointerId, x: e.clientX, y: e.clientY, event };
    if (event) {
      const column = event.closest(".col");
      drag.isCells = !column;
      drag.title = event.textContent.split("\n")[0].trimEnd();
      drag.day = dayOfEvent(event);
      if (column) {
        const times = timesOf(event, column);
        Object.assign(drag, { from: times.start, hours: times.end - times.start, grip: spotAt(e.clientX, e.clientY).hours - times.start });
      }
    } else {
      const spot = spotAt(e.clientX, e.clientY);
      if (!spot) {
        drag = null;
        return;
      }
      Object.assign(drag, { day: spot.day, from: Math.floor(spot.hours / SNAP_HOURS) * SNAP_HOURS });
    }
    if (e.pointerType === "touch") {
      // A finger that moves at once scrolls; one that stays takes hold.
      drag.isTouch = true;
      drag.timer = setTimeout(() => {
        if (drag) {
          begin();
          moveTo(drag.x, drag.y);
        }
      }, HOLD_MILLISECONDS);
    }
  });
  on(root, "pointermove", (e) => {
    if (!drag || e.pointerId !== drag.pointer) {
      return;
    }
    const isFar = Math.hypot(e.clientX - drag.x, e.clientY - drag.y) > THRESHOLD_PIXELS;
    if (!drag.isOn && drag.isTouch && isFar) {
      end(false);
    } else if (!drag.isOn && !drag.isTouch && isFar) {
      begin();
    }
    if (drag?.isOn) {
      moveTo(e.clientX, e.clientY);
    }
  });
  on(root, "pointerup", () => end(true));
  on(root, "pointercancel", () => end(false));
  on(root, "touchmove", (e) => drag?.isOn && e.preventDefault(), { passive: false });
  on(root, "contextmenu", (e) => drag?.isOn && e.preventDefault());

  // ---- Keys ----

  let range = null; // { day, from, to }: rows chosen with Shift and arrows

  const showRange = () => {
    for (const cell of root.querySelectorAll(".h[aria-selected]")) {
      cell.removeAttribute("aria-selected");
    }
    if (range) {
      const all = rows();
      for (let row = Math.min(range.from, range.to); row <= Math.max(range.from, range.to); row++) {
        all[row][range.day]?.setAttribute("aria-selected", "true");
      }
    }
  };

  const step = (cell, e) => {
    const { row, column, all } = placeOf(cell);
    const [down, across] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[e.key];
    const next = all[row + down]?.[column + across];
    if (!next) {
      return;
    }
    if (e.shiftKey && down !== 0 && cell.matches(".h") && next.matches(".h:not(.z)")) {
      range = { day: column, from: range?.day === column ? range.from : row, to: row + down };
    } else {
      range = null;
    }
    focusCell(next);
    showRange();
  };

  const keysOfCell = (e, cell) => {
    const { row, all } = placeOf(cell);
    switch (e.key) {
      case "ArrowDown": case "ArrowUp": case "ArrowLeft": case "ArrowRight":
        step(cell, e);
        return true;
      case "Home":
        focusCell(e.ctrlKey ? all[0][0] : all[row][0]);
        return true;
      case "End":
        focusCell(e.ctrlKey ? all.at(-1).at(-1) : all[row].at(-1));
        return true;
      case "Enter": case " ":
        if (range) {
          const chosen = [range.from, range.to].sort((a, b) => a - b).map((r) => hoursOf(all[r][range.day]));
          const day = range.day;
          range = null;
          showRange();
          if (canCreate()) {
            call("Create", day, chosen[0].start, chosen[1].start + chosen[1].length);
          }
        } else {
          const [event] = eventsOf(cell);
          event ? focusEvent(event) : create(cell);
        }
        return true;
      case "Escape":
        if (range) {
          range = null;
          showRange();
          return true;
        }
    }
    return false;
  };

  const keysOfEvent = (e, event) => {
    const events = current ? eventsOf(current) : [];
    const i = events.indexOf(event);
    const next = { ArrowDown: i + 1, ArrowRight: i + 1, ArrowUp: i - 1, ArrowLeft: i - 1, Home: 0, End: events.length - 1 }[e.key];
    if (next !== undefined) {
      const to = events[Math.max(0, Math.min(events.length - 1, next))];
      if (to) {
        focusEvent(to);
      }
      return true;
    }
    if (e.key === "Escape") {
      focusCell(current);
      return true;
    }
    if (e.key.toLowerCase() === "v" && root.dataset.keys !== undefined && !e.ctrlKey && !e.metaKey && !e.altKey && event.matches(".v")) {
      call("AskToMoveAsync", keyOf(event));
      return true;
    }
    return false;
  };

  const turnPage = (direction) => {
    if (at) {
      const date = new Date(Date.parse(at.date));
      if (isMonth()) {
        const day = date.getUTCDate();
        date.setUTCDate(1);
        date.setUTCMonth(date.getUTCMonth() + direction);
        date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
      } else {
        date.setUTCDate(date.getUTCDate() + direction * (columns().length === 1 ? 1 : 7));
      }
      awaited = at.date = date.toISOString().slice(0, 10);
    }
    document.querySelector(`[data-period=${direction < 0 ? "previous" : "next"}]`)?.click();
  };

  on(root, "keydown", (e) => {
    if ((e.key === "Enter" || e.key === " ") && !e.repeat && e.target.matches(".e, .more")) {
      e.preventDefault();
      e.target.click();
      return;
    }
    if (e.target.closest("dialog")) {
      return;
    }
    if (e.key === "Escape" && drag?.isOn) {
      end(false);
      e.preventDefault();
      return;
    }
    const isInGrid = isCell(e.target) || isEvent(e.target);
    if (isInGrid && (e.key === "PageUp" || e.key === "PageDown")) {
      turnPage(e.key === "PageUp" ? -1 : 1);
      e.preventDefault();
    } else if (isCell(e.target) ? keysOfCell(e, e.target) : isEvent(e.target) && keysOfEvent(e, e.target)) {
      e.preventDefault();
      e.stopPropagation();
    }
  });

  // Single letters belong to the controls that name them; they rest while somebody types, and for whoever has switched them off.
  on(document, "keydown", (e) => {
    if (!root.isConnected) {
      listeners.abort();
      return;
    }
    if (e.defaultPrevented || root.dataset.keys === undefined || e.ctrlKey || e.metaKey || e.altKey || e.key.length !== 1
      || e.target.closest("input, textarea, select, [contenteditable], dialog") || document.querySelector("dialog[open]")) {
      return;
    }
    const control = document.querySelector(`[data-key="${CSS.escape(e.key.toLowerCase())}"]`);
    if (!control) {
      return;
    }
    e.preventDefault();
    if (held && control.href && "dwxma".includes(e.key.toLowerCase()) && at) {
      // From a cell, the other view is opened around its date.
      Blazor.navigateTo(control.getAttribute("href").replace(/date=[^&#]*/, `date=${at.date}`));
      return;
    }
    if (e.key.toLowerCase() === "t" && held) {
      awaited = "today";
      refresh();
    }
    control.matches("summary") ? (control.parentElement.open = true, control.parentElement.querySelector("input")?.focus()) : control.click();
  });

  refresh();
}
