import { MoonIcon, SunIcon } from "@/components/icons";
import { IconButton } from "@/components/ui/icon-button";
import { useTheme } from "@/hooks/use-theme";

export function ThemeToggle() {
  const { theme, toggleTheme } = useTheme();
  return (
    <IconButton label={theme === "dark" ? "Use light colours" : "Use dark colours"} onClick={toggleTheme}>
      {theme === "dark" ? <SunIcon /> : <MoonIcon />}
    </IconButton>
  );
}
