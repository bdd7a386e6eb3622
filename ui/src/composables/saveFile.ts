/** Hands a file to whoever sits there: the browser puts it among the downloads. */

/** How long the bytes must stay: a browser may begin to read them only after the click. */
const KEPT_MS = 60_000;

/** Saves bytes in base64 under this name. */
export function saveFile(name: string, mediaType: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
