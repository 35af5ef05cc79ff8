import { Button } from "@/components/ui/button";
import { ChevronLeftIcon, ChevronRightIcon } from "@/components/icons";

interface PaginationProps {
  page: number;
  pages: number;
  onPageChange: (page: number) => void;
}

export function Pagination({ page, pages, onPageChange }: PaginationProps) {
  if (pages < 2) return null;
  return (
    <nav aria-label="Pages of entries" className="flex items-center justify-center gap-4">
      <Button variant="outline" disabled={page === 1} onClick={() => onPageChange(page - 1)}>
        <ChevronLeftIcon className="size-4" />
        Previous
      </Button>
      <span className="text-sm text-muted-foreground" aria-live="polite">
        Page {page} of {pages}
      </span>
      <Button variant="outline" disabled={page === pages} onClick={() => onPageChange(page + 1)}>
        Next
        <ChevronRightIcon className="size-4" />
      </Button>
    </nav>
  );
}
