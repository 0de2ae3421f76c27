// Tells the server the browser's IANA time zone and first day of the week before anything is painted. Runs in <head>, so it must stay small and synchronous.
(function () {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) {
    return;
  }
  // 1 is Monday, also where the browser does not know its region's week or has a language that is no BCP 47 tag, such as en-US@posix.
  let firstDay = 1;
  try {
    const locale = new Intl.Locale(navigator.language);
    firstDay = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  } catch {
    // Monday.
  }
  document.cookie = "portal-week-start=" + firstDay + "; path=/; max-age=31536000; samesite=lax";
  document.cookie = "portal-time-zone=" + encodeURIComponent(zone) + "; path=/; max-age=31536000; samesite=lax";
  // The document was rendered for another zone, or for none: read it again, once. Where cookies are refused this must not repeat.
  if (document.documentElement.dataset.browserZone !== zone && sessionStorage.getItem("portal-zone-asked") !== zone) {
    sessionStorage.setItem("portal-zone-asked", zone);
    location.reload();
  }
})();
