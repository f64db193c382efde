import { ClerkProvider } from "@clerk/nextjs";
import type { ReactNode } from "react";

export const metadata = { title: "Weather agent" };

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <ClerkProvider>
      <html lang="en">
        <body style={{ font: "16px/1.5 system-ui, sans-serif", maxWidth: "40rem", margin: "3rem auto" }}>
          {children}
        </body>
      </html>
    </ClerkProvider>
  );
}
