// Files that a person picks. Their content stays in the browser.

/** Return a picked file as {name, content} for the engine, the content in base64. */
export async function picked(input) {
  const [file] = input.files;
  const bytes = new Uint8Array(await file.arrayBuffer());
  input.value = ""; // the same file can be picked again
  let binary = "";
  for (let start = 0; start < bytes.length; start += 32_768) binary += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  return { name: file.name, content: btoa(binary) };
}

/** Let a button open the file dialogue of a hidden input, and hand over what is picked. */
export function onPick(button, input, receive) {
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => input.files.length && receive(await picked(input)));
}
