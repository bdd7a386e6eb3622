/** Drawn pictures in place of photos: the sample carries no picture of anybody or anywhere. */

/** The smallest JPEG, for where there is no canvas. */
const TINY =
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=";

/** A picture for this hash, as base64 of a JPEG. */
export function samplePicture(hash: string): string {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext?.("2d");
  if (!pen) return TINY;
  const seed = [...hash].reduce((sum, char) => sum + char.charCodeAt(0), 0);
  canvas.width = 640;
  canvas.height = 480;
  pen.fillStyle = `hsl(${200 + (seed % 40)} 22% 78%)`;
  pen.fillRect(0, 0, 640, 270);
  pen.fillStyle = "hsl(35 14% 52%)";
  pen.fillRect(0, 270, 640, 210);
  for (let block = 0; block < 4; block++) {
    pen.fillStyle = `hsl(${30 + block * 6} 24% ${56 + ((seed + block * 7) % 14)}%)`;
    pen.fillRect(block * 170 - 20, 60 + ((seed * (block + 3)) % 60), 150, 230);
  }
  pen.fillStyle = "hsl(210 10% 92%)";
  pen.fillRect(170 + (seed % 60), 250, 250, 110);
  pen.fillStyle = "hsl(210 16% 28%)";
  pen.fillRect(200 + (seed % 60), 265, 120, 40);
  for (const wheel of [220, 370]) {
    pen.beginPath();
    pen.arc(wheel + (seed % 60), 362, 26, 0, Math.PI * 2);
    pen.fill();
  }
  return canvas.toDataURL("image/jpeg", 0.8).split(",")[1] ?? TINY;
}
