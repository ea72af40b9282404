import { inject, onBeforeUnmount, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import type { Circle } from '../../shared/canvas/circle';
import type { Box } from '../ui/stage-units';

/** Finds people on the picture. In stage units. */
export interface CrowdMarks {
  /** The mark of a participant; undefined if it is not shown. */
  readonly markOf: (slot: number) => Circle | undefined;
  /** Area that large names beside a mark must not leave. */
  readonly area: Box;
}

const key: InjectionKey<ShallowRef<CrowdMarks | undefined>> = Symbol('crowdMarks');

/** Lets the crowd of the current view say where people are. @returns undefined before the first view */
export function provideCrowdMarks(): Readonly<ShallowRef<CrowdMarks | undefined>> {
  const current = shallowRef<CrowdMarks>();
  provide(key, current);
  return current;
}

/** Registers the marks of a view while its component is mounted. */
export function useCrowdMarks(marks: CrowdMarks): void {
  const current = inject(key, undefined);
  if (current === undefined) return;
  current.value = marks;
  onBeforeUnmount(() => {
    if (current.value === marks) current.value = undefined; // the next view may be mounted already
  });
}
