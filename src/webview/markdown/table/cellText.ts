import type { MarkedToken, Token, Tokens } from "marked";
import { decodeEntities } from "../inline";

/** The words of a cell as they are drawn, on one line. */
export function cellText(cell: Tokens.TableCell): string {
  return wordsOf(cell.tokens).trim();
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map((token) => wordsOfToken(token as MarkedToken)).join("");
}

function wordsOfToken(token: MarkedToken): string {
  switch (token.type) {
    case "codespan":
    case "escape":
      return token.text;
    case "br":
      return " ";
    case "image":
      return decodeEntities(token.text);
    case "link":
      return token.autolink === true ? token.text : wordsOf(token.tokens);
    default:
      if ("tokens" in token) {
        return wordsOf(token.tokens);
      }
      return "text" in token ? decodeEntities(token.text) : token.raw;
  }
}
