/** The colours of the theme in force, as a canvas needs them. */
export function colourOf(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  probe.hidden = true;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

export function withAlpha(colour: string, alpha: number): string {
  const parts = colour.match(/[\d.]+/g) ?? ['0', '0', '0'];
  return `rgba(${parts.slice(0, 3).join(',')},${alpha})`;
}
