/** The organization that every deployment begins with. Its owners make the others, and the main room is one of its rooms. */
export const FIRST_ORGANIZATION = '00000000-0000-4000-8000-000000000001';

/** What belongs to one. */
export interface OfOrganization {
  readonly organizationId: string;
}
