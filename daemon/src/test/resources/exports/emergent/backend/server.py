import asyncio
import os
from datetime import datetime, timezone
from pathlib import Path
from uuid import uuid4

from dotenv import load_dotenv
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import StreamingResponse
from motor.motor_asyncio import AsyncIOMotorClient
from pydantic import BaseModel, Field
from starlette.middleware.cors import CORSMiddleware

from notes.board import Board

ROOT_DIR = Path(__file__).parent
load_dotenv(ROOT_DIR / ".env")

client = AsyncIOMotorClient(os.environ["MONGO_URL"], serverSelectionTimeoutMS=300)
db = client[os.environ["DB_NAME"]]
board = Board()

app = FastAPI()
api_router = APIRouter(prefix="/api")


class Note(BaseModel):
    id: str = Field(default_factory=lambda: str(uuid4()))
    text: str
    created_at: datetime = Field(default_factory=lambda: datetime.now(timezone.utc))


class NoteCreate(BaseModel):
    text: str


@api_router.get("/")
async def root():
    return {"message": "Hello World", "database": db.name}


@api_router.get("/notes")
async def notes():
    return board.all()


@api_router.post("/notes")
async def add(note: NoteCreate):
    return board.add(Note(text=note.text).dict())


@api_router.get("/saved")
async def saved():
    return await db.notes.find({}, {"_id": 0}).to_list(1000)


@api_router.get("/seen")
async def seen(request: Request):
    return {"host": request.headers.get("host"), "path": request.url.path}


@api_router.get("/count")
async def count():
    async def numbers():
        for number in range(3):
            yield f"data: {number}\n\n"
            await asyncio.sleep(0.05)

    return StreamingResponse(numbers(), media_type="text/event-stream")


app.include_router(api_router)
app.add_middleware(
    CORSMiddleware,
    allow_credentials=True,
    allow_origins=os.environ.get("CORS_ORIGINS", "*").split(","),
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.on_event("shutdown")
async def shutdown_db_client():
    client.close()
