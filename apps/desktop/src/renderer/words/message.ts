import { IntlMessageFormat, type PrimitiveType } from "intl-messageformat";

declare const takes: unique symbol;

/** A text of the catalogue in ICU MessageFormat, with the arguments that it takes in its type. */
export interface Message<Args = void> {
  readonly text: string;
  /** Only for the compiler; never there at run time. */
  readonly [takes]?: (args: Args) => void;
}

/** A text of the catalogue; name the arguments of its placeholders: `message<{count: number}>("{count} acts")`. */
export function message<Args = void>(text: string): Message<Args> {
  return { text };
}

/** BCP 47; the one language that the catalogue has. */
const LANGUAGE = "en";
const formats = new Map<string, IntlMessageFormat>();

/** The text with its arguments in place. Throws where an argument is missing, which the types rule out. */
export function say<Args = void>(
  words: Message<Args>,
  ...[args]: [Args] extends [void] ? [] : [args: Args]
): string {
  let format = formats.get(words.text);
  if (format === undefined) {
    format = new IntlMessageFormat(words.text, LANGUAGE, undefined, { ignoreTag: true });
    formats.set(words.text, format);
  }
  return String(format.format(args as Record<string, PrimitiveType> | undefined));
}
