import type { JSX } from 'preact';
import { createContext } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icons';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'headcount.theme';

/** The theme in force, for what is drawn and not styled. */
export const ThemeContext = createContext<'light' | 'dark'>('light');

/** The choice, and what it comes to with the system's own. */
export function useTheme(): {
  readonly choice: Theme;
  readonly inForce: 'light' | 'dark';
  readonly choose: (theme: Theme) => void;
} {
  const [choice, setChoice] = useState<Theme>(storedTheme);
  const [isSystemDark, setSystemDark] = useState(() => darkScheme().matches);
  useEffect(() => {
    const scheme = darkScheme();
    const follow = (): void => {
      setSystemDark(scheme.matches);
    };
    scheme.addEventListener('change', follow);
    return () => {
      scheme.removeEventListener('change', follow);
    };
  }, []);
  document.documentElement.dataset.theme = choice;
  const choose = (theme: Theme): void => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Without storage the choice holds until the page is left.
    }
    document.documentElement.dataset.theme = theme;
    setChoice(theme);
  };
  const isDark = choice === 'dark' || (choice === 'system' && isSystemDark);
  return { choice, inForce: isDark ? 'dark' : 'light', choose };
}

export function ThemeSwitch({
  choice,
  choose,
}: {
  readonly choice: Theme;
  readonly choose: (theme: Theme) => void;
}): JSX.Element {
  const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
  return (
    <div class="segmented" role="group" aria-label="Theme">
      {THEMES.map((theme) => (
        <button
          key={theme}
          type="button"
          aria-pressed={choice === theme}
          aria-label={`${theme} theme`}
          title={`${theme} theme`}
          onClick={() => {
            choose(theme);
          }}
        >
          <Icon name={icons[theme]} size={16} />
        </button>
      ))}
    </div>
  );
}

function darkScheme(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function storedTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}
