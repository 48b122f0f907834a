import { playRooms } from "../cases/rooms.ts";

playRooms("chromium");
