"use client";

import { SignInButton, useAuth, UserButton } from "@clerk/nextjs";
import { AskAgent } from "./askAgent";

export default function Page() {
  const { isLoaded, isSignedIn } = useAuth();
  return (
    <main>
      <h1>Weather agent</h1>
      {!isLoaded ? <p>One moment…</p> : isSignedIn ? <SignedIn /> : <SignInButton />}
    </main>
  );
}

function SignedIn() {
  return (
    <>
      <UserButton />
      <AskAgent />
    </>
  );
}
