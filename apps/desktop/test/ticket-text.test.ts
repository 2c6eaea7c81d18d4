import { describe, expect, it } from "vitest";
import { looksLikeTicket } from "../src/main/ticket-text.ts";

describe("the clipboard's text", () => {
  it("reaches the page only where it looks like a ticket", () => {
    expect(looksLikeTicket('{"log":"","sig":{},"ticket":"{}"}')).toBe(true);
    expect(looksLikeTicket('\n  {"ticket":"{}"} \r\n')).toBe(true);
    const other = ["", "hunter2", '"ticket"', '{"password":"x"}', 'my {"ticket":1} is', "{ticket}"];
    expect(other.filter(looksLikeTicket)).toEqual([]);
  });
});
