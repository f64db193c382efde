import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Lazy } from "../../shared/lazily";

/**
 * A component that draws again only when one of its properties is another value. The function may use
 * hooks: they belong to the component that is made here, which saves one for each thing that is drawn.
 */
export function memo<P extends object>(draw: (props: Readonly<P>) => ComponentChildren): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differ(this.props, next) || differ(next, this.props);
    }

    override render(): ComponentChildren {
      return draw(this.props);
    }
  };
}

/** True when something in `a` is not so in `b`. */
function differ<P extends object>(a: Readonly<P>, b: Readonly<P>): boolean {
  for (const key in a) {
    if (a[key] !== b[key]) {
      return true;
    }
  }
  return false;
}

let last = 0;

/**
 * An id for one element of the page, the same for as long as the component lives. Preact's own `useId`
 * counts from the beginning with every `render` of the root, and the panel is rendered with every change
 * of its model: what is drawn later would get an id that is taken (docs/wire.md#the-panel-what-drawing-costs).
 */
export function useUniqueId(): string {
  const [id] = useState(() => `panel-${++last}`);
  return id;
}

/** Where something that is loaded with its first use stands. */
export interface Loading<T> {
  readonly made: T | undefined;
  readonly failed: boolean;
}

/** Loads what a part of the page needs, unless it is there already; draws again when it came or could not come. */
export function useLazy<T>(lazy: Lazy<T>): Loading<T> {
  const [state, setState] = useState<Loading<T>>({ made: lazy.made, failed: false });
  useEffect(() => {
    let here = true;
    // What came between the drawing and this effect has told nobody.
    if (state.made === undefined) {
      lazy().then(
        (made) => here && setState(() => ({ made, failed: false })),
        () => here && setState({ made: undefined, failed: true }),
      );
    }
    return () => {
      here = false;
    };
  }, [lazy]);
  return state;
}
