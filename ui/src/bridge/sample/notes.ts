/** The sample's answers about what hangs on a report: comments, photos, the changes. */
import { CommandFailure } from "../host";
import { find, touch } from "./hazards";
import { touchPatrol } from "./patrolAnswers";
import { samplePicture } from "./picture";
import { ago, person, reportId } from "./reports";
import { again, type Answers } from "./world";

/** The answers. */
export const NOTE_ANSWERS: Answers = {
  "comment.add": (world, { id, text, comment }) => {
    const patrol = world.patrols.find((one) => one.id === id);
    const report = patrol ?? find(world, id);
    if (!report.comments.some((one) => one.id === comment)) {
      report.comments.push({
        id: comment ?? String(world.version), by: person(world.me?.id ?? ""), at: Date.now(), received_at: null, text,
      });
    }
    if (patrol) return touchPatrol(world, patrol);
    const hazard = find(world, id);
    hazard.card.comments = hazard.comments.length;
    return touch(world, hazard);
  },
  "photo.add": (world, { id, photo_id }) => {
    const report = find(world, id);
    if (photo_id && report.photos.some((photo) => photo.id === photo_id)) return again(world, id);
    const hash = `photo-${report.photos.length + 1}`;
    report.photos.push({
      id: photo_id ?? hash, by: person(world.me?.id ?? ""), at: Date.now(), hash, thumbnail: `${hash}-t`, thumbnail_here: true, here: true, unsent: true,
    });
    report.card.photos = report.photos.length;
    return touch(world, report);
  },
  "photo.get": (world, { id, hash }) => {
    const known = find(world, id).photos.find((one) => one.hash === hash);
    if (!known?.here) throw new CommandFailure("not_here_yet", "on its way");
    return [{ media_type: "image/jpeg", base64: samplePicture(hash) }, []];
  },
  "record.history": (world, { id }) => {
    const report = find(world, id);
    const first = { hash: "h0", by: report.card.reporter, at: report.card.reported_at, received_at: report.card.received_at, clock_off: false, late: false, fields: ["category", "words"] };
    const edits = id === reportId(3) ? [
      { hash: "h9", by: person("li"), at: ago(0, 9, 29), received_at: ago(0, 9, 30), clock_off: false, late: false, fields: ["severity"] },
    ] : [];
    const steps = report.steps.map((step, index) => ({
      hash: `h${index + 1}`, by: step.by, at: step.at, received_at: step.received_at, clock_off: false, late: false, fields: ["status", "steps"],
    }));
    return [{ id, entries: [first, ...edits, ...steps] }, []];
  },
};
