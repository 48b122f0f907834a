// The therapist's side is another site, as in life: the client's extension is not enrolled there.
const therapist = new URL(document.getElementById("therapist").href);
therapist.hostname = location.hostname === "127.0.0.1" ? "localhost" : "127.0.0.1";
document.getElementById("therapist").href = therapist.href;
