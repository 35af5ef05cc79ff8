"use client"

import { Smile } from "lucide-react"
import { useState } from "react"
import { cn } from "@/lib/utils"

export function Greeting({ name }: { name: string }) {
  const [count, setCount] = useState(0)
  return (
    <button className={cn("p-2", count > 0 && "font-bold")} onClick={() => setCount(count + 1)}>
      <Smile /> Hello {name}, {count}
    </button>
  )
}
