import type { Point } from '../../shared/canvas/point';
import { type Box } from '../ui/stage-units';
/** The area of the lobby above an announcement. */
export declare function lobbyArea(announcement: string | null): Box;
/** Height of a lane, in which names are written, stage units. */
export declare const LANE = 40;
/** Places in rows, with lanes between them that are kept free for names. */
export interface LobbyField {
    readonly area: Box;
    readonly cell: number;
    /** Row by row; every second row is shifted. */
    readonly points: readonly Point[];
    /** Middle of each lane. */
    readonly lanes: readonly number[];
    /** The lane next to each point. */
    readonly laneOf: readonly number[];
}
/** `count` places in `area`. A lane is below each row, or between two rows if there are many. */
export declare function lobbyField(count: number, area: Box): LobbyField;
//# sourceMappingURL=lobby-field.d.ts.map