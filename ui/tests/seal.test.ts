import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SealButton } from '../src/poll/seal.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function makeSeal() {
  const onSeal = vi.fn();
  return { seal: new SealButton(onSeal), onSeal };
}

function click(seal: SealButton) {
  seal.press();
  vi.advanceTimersByTime(80);
  seal.activate();
}

test('one stray click seals nothing', () => {
  const { seal, onSeal } = makeSeal();
  click(seal);
  vi.advanceTimersByTime(60_000);
  expect(onSeal).not.toHaveBeenCalled();
  expect(seal.armed).toBe(false);
});

test('a second click within five seconds seals once', () => {
  const { seal, onSeal } = makeSeal();
  click(seal);
  expect(seal.armed).toBe(true);
  vi.advanceTimersByTime(4_000);
  click(seal);
  expect(onSeal).toHaveBeenCalledTimes(1);
});

test('a second click after five seconds only arms again', () => {
  const { seal, onSeal } = makeSeal();
  click(seal);
  vi.advanceTimersByTime(5_001);
  click(seal);
  expect(onSeal).not.toHaveBeenCalled();
  expect(seal.armed).toBe(true);
});

test('holding for 600 ms seals, and letting go afterwards does not arm', () => {
  const { seal, onSeal } = makeSeal();
  seal.press();
  vi.advanceTimersByTime(599);
  expect(onSeal).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onSeal).toHaveBeenCalledTimes(1);
  seal.activate();
  expect(seal.armed).toBe(false);
  expect(onSeal).toHaveBeenCalledTimes(1);
});

test('a hold that leaves the button seals nothing', () => {
  const { seal, onSeal } = makeSeal();
  seal.press();
  vi.advanceTimersByTime(300);
  seal.release();
  vi.advanceTimersByTime(2_000);
  expect(onSeal).not.toHaveBeenCalled();
});

test('activations without a pointer, as assistive technology makes them, count alike', () => {
  const { seal, onSeal } = makeSeal();
  seal.activate();
  seal.activate();
  expect(onSeal).toHaveBeenCalledTimes(1);
});
