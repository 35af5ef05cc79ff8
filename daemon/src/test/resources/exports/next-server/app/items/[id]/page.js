export default async function P({params}){const {id}=await params; return <h1>Item {id} {process.env.SECRET_NAME}</h1>}
