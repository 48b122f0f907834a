// Opens a call of this room in a window of its own, which may therefore close itself.
const ROOM = location.pathname.split("/").at(-1);
document.getElementById("open").addEventListener("click", () => {
  window.open(`/pages/call/${ROOM}?join=1&then=close`, "", "popup");
});
document.body.dataset.state = "ready";
