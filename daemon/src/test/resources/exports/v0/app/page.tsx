import Link from "next/link"
import { shelf } from "@/components/shelf"
import { Greeting } from "@/components/greeting"

export default function Page() {
  return (
    <main>
      <Greeting name={process.env.NEXT_PUBLIC_NAME ?? "nobody"} />
      <Link href="/items/7">Item 7</Link>
      <ul>{shelf.map((Item, index) => <Item key={index} />)}</ul>
    </main>
  )
}
