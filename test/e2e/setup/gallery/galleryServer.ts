import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { listen } from "../../../stack/listen";
import { axeScript } from "./axeCheck";
import { fontFile } from "./fonts";
import { galleryHtml } from "./galleryHtml";
import { type ThemeLook, type ThemeName, themeNames } from "./themes";

/** Serves the gallery on a free port of this computer. */
export interface GalleryServer {
  /** Address of the page in one theme. */
  page(theme: ThemeName, direction: "ltr" | "rtl"): string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

/** @param dist the folder with the panel's real scripts and `webview.css` */
export async function startGalleryServer(
  looks: Readonly<Record<ThemeName, ThemeLook>>,
  dist = "dist",
): Promise<GalleryServer> {
  const files = new Map([
    ...readdirSync(dist)
      .filter((name) => /^webview[^/]*\.(js|css)$/.test(name))
      .map((name): [string, string] => [`/${name}`, join(dist, name)]),
    ["/axe.js", axeScript()],
  ]);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const theme = themeNames.find((name) => pathname === `/${name}`);
    if (theme !== undefined) {
      const direction = searchParams.get("dir") === "rtl" ? "rtl" : "ltr";
      response.setHeader("Content-Type", "text/html; charset=utf-8").end(galleryHtml(looks[theme], direction));
      return;
    }
    const file = files.get(pathname) ?? fontFile(pathname);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    // The page is opened some hundred times.
    response.writeHead(200, { "Content-Type": types[extname(file)], "Cache-Control": "max-age=3600" });
    response.end(readFileSync(file));
  });
  const port = await listen(server, "127.0.0.1", 0);
  return {
    page: (theme, direction) => `http://127.0.0.1:${port}/${theme}?dir=${direction}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
