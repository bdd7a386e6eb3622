/** Pictures on their way in (from the camera or a file) and out (from the device to the screen). */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { CommandFailure, execute, onChanged } from "../bridge";
import { uuidV7 } from "./uuid";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { NewPhoto } from "../bridge/generated/NewPhoto";
import type { PhotoSize } from "../bridge/generated/PhotoSize";

/** The largest file that is taken: 30 MB. */
export const LARGEST_BYTES = 30 * 1024 * 1024;
/** Photos one report holds. */
export const MOST_PHOTOS = 9;

/** Why a file was not taken; its words are `photoProblem.*`. */
export type PhotoProblem = "tooBig" | "notPicture" | "tooMany" | "unreadable";

/** A picture chosen but not yet sent. */
export interface ChosenPhoto {
  /** Its own name, kept over retries: a repeated tap adds no second one. */
  id: DocumentId;
  file: File;
  /** An object URL of it. */
  url: string;
}

/** Whether a file may be taken. */
export function problemOf(file: File, already: number): PhotoProblem | null {
  if (already >= MOST_PHOTOS) return "tooMany";
  if (file.size > LARGEST_BYTES) return "tooBig";
  // Some cameras hand over files without a type; the device has the last word on what is a picture.
  if (file.type !== "" && !file.type.startsWith("image/")) return "notPicture";
  return null;
}

/** A file that was chosen, with a name of its own. */
export function chosenPhoto(file: File): ChosenPhoto {
  return { id: uuidV7(), file, url: URL.createObjectURL(file) };
}

/** Reads a file for `hazard.report` and `photo.add`. */
export async function toNewPhoto(file: File): Promise<NewPhoto> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new CommandFailure("bad_photo", String(reader.error)));
    reader.readAsDataURL(file);
  });
  return { base64: url.slice(url.indexOf(",") + 1) };
}

function objectUrl(base64: string, mediaType: string): string {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return URL.createObjectURL(new Blob([bytes], { type: mediaType }));
}

/** One picture of a record: its object URL once it is here, and whether it is still on its way. */
export function usePicture(record: () => string, hash: () => string, size: PhotoSize): {
  url: ShallowRef<string | null>;
  coming: Ref<boolean>;
} {
  const url = shallowRef<string | null>(null);
  const coming = ref(false);
  let asked = 0;

  function forget(): void {
    if (url.value) URL.revokeObjectURL(url.value);
    url.value = null;
  }

  async function load(): Promise<void> {
    const mine = ++asked;
    try {
      const { ok } = await execute("photo.get", { id: record(), hash: hash(), size });
      if (mine !== asked) return;
      forget();
      url.value = objectUrl(ok.base64, ok.media_type);
      coming.value = false;
    } catch {
      if (mine === asked) coming.value = true;
    }
  }

  watch(
    () => `${record()} ${hash()}`,
    () => {
      forget();
      void load();
    },
    { immediate: true },
  );
  const stop = onChanged((topics) => {
    if (coming.value && topics.includes("photos")) void load();
  });
  onScopeDispose(() => {
    asked++;
    stop();
    forget();
  });
  return { url, coming };
}
