import { ok, strictEqual } from "node:assert/strict";
import type { Fault } from "../../stack/faults/fault";
import { type Call, isMissing, isSilent, to } from "./call";
import { FollowedThread, isWritten, SILENT_MS, SUBSCRIBE } from "./followedThread";
import { settled } from "./runCalls";

const YEAR = "Tell me about Hanoi month by month";
const OWN = "How warm is it in Rome in July?";
const ANOTHER_YEAR = "Tell me about Lima month by month";

/** Milliseconds in which attempts are made again, after three that came to nothing. */
const RETRIED_MS = 25_000;

/** Attempts after which it is clear that there will be more, ever more seldom. */
const ENOUGH = 3;

const follow: Call = {
  name: "follow a thread (subscribe)",
  request: SUBSCRIBE,
  streams: true,
  middle: { kind: "events", events: 20 },
  isPatient: true,
  // As often as `assertQuiet` says.
  mostRequests: Infinity,
  quiet: true,
  begin: async (window) => {
    const thread = await FollowedThread.open(window, false);
    return {
      run: async (_, fault) => {
        const { begun, ended } = thread.ask(YEAR);
        await begun;
        await thread.look();
        await settled(() => thread.tries > 0);
        await ended;
        const enough = isSilent(fault) ? 2 : ENOUGH;
        let isAsStored = false;
        const end = Date.now() + (isSilent(fault) ? SILENT_MS : RETRIED_MS);
        do {
          await new Promise((resolve) => setTimeout(resolve, 100));
          isAsStored = await thread.isAsStored().catch(() => false);
        } while (!(thread.rests && (isAsStored || thread.isGivenUp || thread.tries >= enough)) && Date.now() < end);
        ok(thread.rests, "it still says that a response comes");
        ok(
          isAsStored || thread.isGivenUp || thread.tries >= enough,
          `asked ${String(thread.tries)} times, and no more`,
        );
        strictEqual(thread.isGivenUp, isRefused(fault), "it is asked again, or not, against what the answer was");
        thread.assertQuiet(1);
        if (!isKilled(fault)) {
          thread.assertUndisturbed();
          await thread.send(OWN);
        }
        return { worked: isAsStored, said: isAsStored ? undefined : thread.told };
      },
      again: async (fault) => {
        const { tries } = thread;
        if (isRefused(fault)) {
          await new Promise((resolve) => setTimeout(resolve, 2_000));
          strictEqual(thread.tries, tries, "it is asked again by itself");
          await thread.look();
        }
        // Otherwise by itself.
        await thread.agrees(isSilent(fault) ? SILENT_MS : RETRIED_MS);
        if (hasNoRoute(fault)) {
          strictEqual(thread.tries, tries, "a server that can't tell is asked again");
          await window.renew();
        }
        const before = thread.tries;
        await thread.look();
        await settled(() => thread.tries > before);
        const { ended } = thread.ask(ANOTHER_YEAR);
        await settled(() => isWritten(thread.mirrored));
        ok(isWritten(thread.mirrored), "the next response is not shown as it comes");
        strictEqual(await ended, true);
        await thread.agrees(RETRIED_MS);
        thread.assertQuiet(4);
        thread.assertUndisturbed();
      },
    };
  },
};

/** After such an answer the server is not asked again before the thread is seen anew. */
function isRefused(fault: Fault): boolean {
  return hasNoRoute(fault) || (fault.on === "gateway" && [401, 403, 413].includes(fault.status));
}

/** It is no answer of a server that can tell what happens in a thread: nobody asks it again in this session. */
function hasNoRoute(fault: Fault): boolean {
  const isPage = fault.on === "gateway" && fault.status === 200;
  return isMissing(fault) || isPage || (fault.on === "answer" && fault.then === "type");
}

function isKilled(fault: Fault): boolean {
  return fault.on === "answer" && fault.then === "restart";
}

const abort: Call = {
  name: "stop a response elsewhere (abort)",
  request: to("POST", /\/threads\/abort$/),
  mostRequests: 1,
  begin: async (window) => {
    // One whose responses take a while.
    window.agentId = "showcaseAgent";
    const thread = await FollowedThread.open(window, true);
    const stops = async (question: string): Promise<boolean> => {
      const { ended } = thread.ask(question);
      const isMeasuring = (): boolean => thread.mirrored?.parts.some(({ kind }) => kind === "tool") === true;
      await settled(isMeasuring);
      ok(isMeasuring(), "the response is not shown as it comes");
      // As Stop in the panel, which waits for nothing.
      await window.session.mirrors.stop(window.shown);
      const isStopped = !(await ended);
      await settled(() => thread.rests, RETRIED_MS);
      return isStopped;
    };
    return {
      run: async () => {
        const isStopped = await stops("Measure 19 stations");
        return { worked: isStopped && window.chat.controller.viewState.notice === undefined };
      },
      again: async () => {
        window.chat.controller.showNotice(undefined);
        await thread.agrees(RETRIED_MS);
        ok(await stops("Measure 20 stations"), "it can't be stopped any more");
        await thread.agrees(RETRIED_MS);
        thread.assertQuiet(1);
        thread.assertUndisturbed();
      },
    };
  },
};

/** The calls about responses that were asked for on another computer. */
export const ELSEWHERE_CALLS: readonly Call[] = [follow, abort];
