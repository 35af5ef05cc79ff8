import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";

type IconProps = ComponentProps<"svg">;

function icon(paths: ReactNode) {
  return function Icon({ className, ...props }: IconProps) {
    return (
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className={cn("size-5", className)}
        {...props}
      >
        {paths}
      </svg>
    );
  };
}

export const ArrowRightIcon = icon(<path d="M4 12h16m-6-6 6 6-6 6" />);
export const BookIcon = icon(<path d="M12 7C9 5 6 4.5 3 4.5v14c3 0 6 .5 9 2.5 3-2 6-2.5 9-2.5v-14c-3 0-6 .5-9 2.5Zm0 0v14" />);
export const ChevronDownIcon = icon(<path d="m6 9 6 6 6-6" />);
export const ChevronLeftIcon = icon(<path d="m15 6-6 6 6 6" />);
export const ChevronRightIcon = icon(<path d="m9 6 6 6-6 6" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const LinkIcon = icon(
  <>
    <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7" />
    <path d="M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17" />
  </>,
);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const MoonIcon = icon(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />);
export const PenIcon = icon(<path d="M4 20l1-4L16.5 4.5l3 3L8 19l-4 1Zm10.5-13.5 3 3" />);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1" />
  </>,
);
export const TrashIcon = icon(<path d="M5 7h14M10 7V4.5h4V7m-7 0 1 13h8l1-13M10.5 11v5M13.5 11v5" />);
