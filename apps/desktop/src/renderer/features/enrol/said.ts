/** What is in the way, and what to do about it. */
export interface Said {
  readonly title: string;
  readonly text: string;
}
