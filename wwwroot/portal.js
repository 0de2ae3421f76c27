// The few things that only the browser can do, and the start of Blazor.
window.portal = {
  // The circuit answers from here on: styles and tests can tell.
  markInteractive: () => {
    document.documentElement.dataset.interactive = "";
  },
  setTheme: (theme) => {
    document.documentElement.dataset.theme = theme;
  },
  closeDetails: (details) => {
    details.open = false;
    details.querySelector("summary").focus();
  },
  openDialog: (dialog) => {
    const opener = document.activeElement;
    dialog.showModal();
    // A removed dialog gives focus back to where it was, as a closed one does.
    new MutationObserver((_, observer) => {
      if (!dialog.isConnected) {
        observer.disconnect();
        if (document.activeElement === document.body && opener?.isConnected) {
          opener.focus();
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  },
  focus: (selector) => {
    document.querySelector(selector)?.focus();
  },
  // False where the browser does not let the page copy, as in a frame without that permission.
  copy: async (selector) => {
    const element = document.querySelector(selector);
    try {
      await navigator.clipboard.writeText(element.value ?? element.innerText);
      return true;
    } catch {
      if (element.select) {
        element.select();
      } else {
        getSelection().selectAllChildren(element);
      }
      return document.execCommand("copy");
    }
  },
  focusFirstInvalid: () => {
    (document.querySelector("dialog [aria-invalid='true']") ?? document.querySelector("main [aria-invalid='true'], main .field-error"))?.focus();
  },
};

document.addEventListener("click", (event) => {
  for (const details of document.querySelectorAll("details.account[open]")) {
    // A link of the menu leads to another page, which keeps the header.
    if (!details.contains(event.target) || event.target.closest("a")) {
      details.open = false;
    }
  }
});

// In a combobox, Enter takes the marked option and Escape closes the list; neither submits the form nor closes the dialog around it.
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (box.getAttribute?.("role") !== "combobox") {
    return;
  }
  // A list that always stands below its box cannot be closed; Escape then closes the dialog, as elsewhere.
  const isInline = document.getElementById(box.getAttribute("aria-controls"))?.classList.contains("options--inline");
  const isOpen = box.getAttribute("aria-expanded") === "true" && !isInline;
  const isMarked = box.hasAttribute("aria-activedescendant");
  if ((event.key === "Enter" && isMarked) || (event.key === "Escape" && isOpen) || event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
  }
}, { capture: true });

// In a date grid these keys move between days; the page does not scroll.
document.addEventListener("keydown", (event) => {
  if (/^(Arrow|Page|Home$|End$)/.test(event.key) && event.target.closest?.("[data-date-keys]")) {
    event.preventDefault();
  }
});

const reconnectDialog = document.getElementById("components-reconnect-modal");
new MutationObserver(() => {
  const isAway = !reconnectDialog.classList.contains("components-reconnect-hide");
  if (isAway && !reconnectDialog.open) {
    reconnectDialog.showModal();
  } else if (!isAway && reconnectDialog.open) {
    reconnectDialog.close();
  }
  // Rejected: the server runs, but no longer has this page's circuit (it restarted). Drafts are on the server, so a reload loses nothing.
  if (reconnectDialog.classList.contains("components-reconnect-rejected")) {
    location.reload();
  }
}).observe(reconnectDialog, { attributes: true, attributeFilter: ["class"] });
reconnectDialog.addEventListener("cancel", (event) => event.preventDefault());
document.getElementById("reconnect-now").addEventListener("click", async () => {
  try {
    if (!(await Blazor.reconnect())) {
      location.reload();
    }
  } catch {
    // Still no server; the next try follows.
  }
});

Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: 2000,
      retryIntervalMilliseconds: (previous) => Math.min(500 * (previous + 1), 5000),
    },
  },
});
