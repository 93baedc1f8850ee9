// What somebody chooses with a product. An option that is chosen twice stands in the list twice.

import type { MenuOption, OptionGroup } from "@comanda/api";

export function timesOf(options: readonly string[], option: string): number {
  return options.filter((one) => one === option).length;
}

export function chosenOf(group: OptionGroup, options: readonly string[]): number {
  return group.options.reduce((sum, option) => sum + timesOf(options, option.id), 0);
}

/**
 * What a product is offered with: what was chosen the last time as far as it can still be had, and
 * the defaults where that leaves a question open.
 */
export function firstChoice(
  groups: readonly OptionGroup[],
  remembered: readonly string[] | undefined,
): string[] {
  return groups.flatMap((group) => {
    const before = group.options.flatMap((option) => {
      const times = Math.min(timesOf(remembered ?? [], option.id), option.max_quantity ?? 1);
      return option.available === false ? [] : Array<string>(times).fill(option.id);
    });
    const kept = before.slice(0, group.max);
    if (remembered && (kept.length >= Math.max(group.min, 1) || group.min === 0)) return kept;
    const defaults = group.options.filter((one) => one.default && one.available !== false);
    return defaults.slice(0, group.max).map((one) => one.id);
  });
}

/** The choice with one option as often as told. Where one answer is all there is, it replaces. */
export function choose(
  group: OptionGroup,
  options: readonly string[],
  option: string,
  times: number,
): string[] {
  const ofGroup = new Set(group.options.map((one) => one.id));
  const kept = options.filter((id) => id !== option && (group.max > 1 || !ofGroup.has(id)));
  return [...kept, ...Array<string>(times).fill(option)];
}

/** Nothing of this group. */
export function chooseNone(group: OptionGroup, options: readonly string[]): string[] {
  const ofGroup = new Set(group.options.map((one) => one.id));
  return options.filter((id) => !ofGroup.has(id));
}

/** How often an option could be had, beside what else is chosen. */
export function roomFor(
  group: OptionGroup,
  options: readonly string[],
  option: MenuOption,
): number {
  const others = chosenOf(group, options) - timesOf(options, option.id);
  return Math.max(0, Math.min(option.max_quantity ?? 1, group.max - others));
}

/** The first question that is still open. */
export function openQuestion(
  groups: readonly OptionGroup[],
  options: readonly string[],
): OptionGroup | undefined {
  return groups.find((group) => chosenOf(group, options) < group.min);
}

/** Whether two choices are the same, in whatever order they were made. */
export function sameChoice(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
