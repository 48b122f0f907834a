// Has a call made in a poisoned frame, a realm of its own, and tells what came of it. Nothing of the frame is awaited
// here: its promises are poisoned too.

globalThis.taste = async (poison) => {
  const frame = document.createElement("iframe");
  frame.src = "/libraries/poisoned";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  document.body.append(frame);
  await loaded;
  const { dataset } = frame.contentDocument.body;
  frame.contentWindow.callPoisoned(poison);
  for (let tries = 0; dataset.result === undefined && tries < 500; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  frame.remove();
  return dataset.result ?? "no end";
};
