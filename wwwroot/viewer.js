// Tells the server the browser's IANA time zone before anything is painted. Runs in <head>, so it must stay small and synchronous.
(function () {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) {
    return;
  }
  document.cookie = "portal-time-zone=" + encodeURIComponent(zone) + "; path=/; max-age=31536000; samesite=lax";
  // The document was rendered for another zone, or for none: read it again, once. Where cookies are refused this must not repeat.
  if (document.documentElement.dataset.browserZone !== zone && sessionStorage.getItem("portal-zone-asked") !== zone) {
    sessionStorage.setItem("portal-zone-asked", zone);
    location.reload();
  }
})();
