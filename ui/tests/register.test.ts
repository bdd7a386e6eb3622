/** The office's workbook: numbers that add up, one button, and a result that outlives the page. */
import { beforeEach, describe, expect, it } from "vitest";
import { connectTo } from "../src/bridge";
import { sampleHost } from "../src/bridge/sample";
import type { Host } from "../src/bridge/host";
import { applyFile, forgetImport, importing, importRuns, LARGEST_WORKBOOK, previewFile, usableRows } from "../src/composables/importing";

const workbook = (text = "PK"): File => new File([text], "住户表.xlsx");
let host: Host;

beforeEach(() => {
  forgetImport();
  host = sampleHost("office");
  connectTo(host);
});

describe("a workbook", () => {
  it("is looked at first: nothing is written, and the numbers add up", async () => {
    await previewFile(workbook());
    const { phase, report } = importing.value;
    expect(phase).toBe("previewed");
    expect(report?.applied).toBe(false);
    if (!report) return;
    expect(report.added + report.changed + report.unchanged + report.duplicate + report.refused_rows).toBe(report.rows);
    expect(usableRows(report)).toBe(34);
  });

  it("is taken in once, and changes nothing the second time", async () => {
    await previewFile(workbook());
    await applyFile();
    expect(importing.value.phase).toBe("applied");
    expect(importing.value.report?.applied).toBe(true);
    await applyFile();
    await previewFile(workbook());
    expect(importing.value.report && usableRows(importing.value.report)).toBe(0);
  });

  it("stays where it was while nobody looks", async () => {
    const running = previewFile(workbook());
    expect(importRuns.value).toBe(true);
    await running;
    expect(importing.value.name).toBe("住户表.xlsx");
    expect(importRuns.value).toBe(false);
  });

  it("says what it is, where it is none", async () => {
    await previewFile(workbook("no workbook"));
    expect(importing.value.failure?.code).toBe("not_a_workbook");
    await previewFile(workbook("header_only"));
    expect(importing.value.failure?.code).toBe("header_only");
    const large = workbook();
    Object.defineProperty(large, "size", { value: LARGEST_WORKBOOK + 1 });
    await previewFile(large);
    expect(importing.value).toMatchObject({ phase: "none", report: null, failure: { code: "too_large" } });
  });

  it("keeps the preview where taking it in failed, so that it may be asked again", async () => {
    await previewFile(workbook());
    connectTo(sampleHost("office", null, "no_connection"));
    await applyFile();
    expect(importing.value).toMatchObject({ phase: "previewed", failure: { code: "no_connection" } });
    connectTo(host);
    await applyFile();
    expect(importing.value.phase).toBe("applied");
  });

  it("listens to the last file only", async () => {
    const first = previewFile(workbook("no workbook"));
    await previewFile(workbook());
    await first;
    expect(importing.value.phase).toBe("previewed");
    expect(importing.value.failure).toBeNull();
  });
});
