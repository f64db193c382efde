import { ConfigureServer } from "../../../../src/editor/configureServer/configureServer";
import type { Answer, Choice, TextStep, WizardUi } from "../../../../src/editor/configureServer/wizardUi";
import { ServerChoice, type ServerEntry, type ServerValues } from "../../../../src/editor/servers";
import type { ClerkSettings, KnownServer } from "../../../../src/editor/settings";
import type { Account } from "../../../../src/shared/account";

/** What a person does at one input: enters a text, takes what stands there, goes back or presses Escape. */
export type Deed = { readonly enter: string } | "accept" | Exclude<Answer, object>;

/** Carries out the deeds of a test, and writes down what was shown. */
export class ScriptedUi implements WizardUi {
  readonly steps: { step: number; value: string; canGoBack: boolean }[] = [];
  readonly problems: string[] = [];
  readonly picks: { label: string; current: boolean }[][] = [];
  readonly asked: string[] = [];
  readonly said: string[] = [];
  readonly placeholders: (string | undefined)[] = [];
  /** Resolves when a person has seen enough of a notification. */
  closing: Promise<void> = Promise.resolve();
  deeds: Deed[] = [];
  pickLabel: (labels: readonly string[]) => string | undefined = () => undefined;
  button: (buttons: readonly string[]) => string | undefined = () => undefined;

  askText(step: TextStep): Promise<Answer> {
    this.placeholders.push(step.placeholder);
    this.steps.push({ step: step.step, value: step.value, canGoBack: step.canGoBack });
    for (;;) {
      const deed = this.deeds.shift() ?? "left";
      if (deed === "back" || deed === "left") {
        return Promise.resolve(deed);
      }
      const text = deed === "accept" ? step.value : deed.enter;
      const problem = step.validate(text);
      if (problem === undefined) {
        return Promise.resolve({ text });
      }
      this.problems.push(problem);
    }
  }

  pick<T>(_title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    this.picks.push(choices.map(({ label, current }) => ({ label, current: current === true })));
    const label = this.pickLabel(choices.map((choice) => choice.label));
    return Promise.resolve(choices.find((choice) => choice.label === label)?.value);
  }

  progress<T>(_title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return task(new AbortController().signal);
  }

  ask(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
    this.asked.push(message);
    return Promise.resolve(this.button(buttons));
  }

  say(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
    this.said.push(message);
    return this.closing.then(() => this.button(buttons));
  }
}

/** The wizard over settings in memory. What is written stands in `saved`, in order. */
export class WizardBench {
  readonly ui = new ScriptedUi();
  readonly saved: (ServerEntry | ServerValues)[] = [];
  servers: ServerEntry[] = [];
  simple: ServerValues = { url: "http://localhost:4111", publishableKey: "", clientId: "" };
  isUnconfigured = true;
  chosen: string | undefined;
  account: Account | undefined;
  /** The server asks for no sign-in. */
  isOpen = false;
  signIns = 0;
  signIn: () => Account | undefined = () => ({
    ref: { issuer: "https://clerk.example.com", clientId: "client", accountId: "a" },
    sub: "user_1",
    label: "ada@example.com",
    issuer: "clerk",
  });
  agents: () => Promise<number | undefined> = () => Promise.resolve(3);
  /** What was saved and chosen when nothing more was asked. */
  readonly inputsOver: (readonly [number, string | undefined])[] = [];
  private rest: Promise<void> = Promise.resolve();

  /** Runs the wizard, and then what its notifications ask for. */
  async run(): Promise<void> {
    await this.wizard();
    await this.rest;
  }

  /** Runs the wizard alone. */
  wizard(): Promise<void> {
    const choice = new ServerChoice({ get: () => this.chosen, set: (name) => (this.chosen = name) });
    const current = (): ServerEntry | undefined => choice.current(this.servers, !this.isUnconfigured);
    const simple = (): KnownServer => ({ name: "simple", url: this.simple.url, listed: false });
    const listed = (): KnownServer[] => this.servers.map(({ name, url }) => ({ name, url, listed: true }));
    return new ConfigureServer({
      settings: {
        agents: () => ({ serverUrl: "", apiPrefix: "/api", idleTimeoutSeconds: 0, requireToolApproval: false }),
        clerk: (): ClerkSettings => ({ ...this.simple, issuer: "", scopes: "openid", redirectRelay: "" }),
        servers: () => this.servers,
        knownServers: () => [simple(), ...listed()],
        currentServer: () => listed().find(({ name }) => name === current()?.name) ?? simple(),
        isUnconfigured: () => this.isUnconfigured,
        chooseServer: (name) => choice.choose(name),
        saveServer: (values) => this.save(values),
        addServer: (entry) => this.save(entry),
      },
      account: () => Promise.resolve(this.account),
      visitor: () => Promise.resolve(this.isOpen ? "guest" : this.account),
      signIn: () => {
        this.signIns += 1;
        this.account = this.signIn();
        return Promise.resolve(this.account);
      },
      agents: () => this.agents(),
      inputsOver: () => this.inputsOver.push([this.saved.length, this.chosen]),
      later: (run) => {
        this.rest = run();
      },
      send: fetch,
      ui: this.ui,
    }).run();
  }

  private save(values: ServerEntry | ServerValues): Promise<void> {
    this.saved.push(values);
    return Promise.resolve();
  }
}
