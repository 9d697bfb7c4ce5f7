package cog

// Report is what applying a millésime does to the graph: the changes to read, what is odd in the source, and the rows to
// write. It is empty when the millésime says nothing new.
type Report struct {
	Millesime  Millesime
	Changes    []Change
	Mismatches []Mismatch
	Delta      Delta
}

// Empty tells whether the millésime changed no row.
func (r *Report) Empty() bool { return r.Delta.Empty() }

// Delta is the rows that an application touched, by table. Inserted rows refer only to rows that exist or are inserted.
type Delta struct {
	Millesimes  Rows[Millesime]
	Entities    Rows[Entity]
	States      Rows[State]
	Memberships Rows[Membership]
	Populations Rows[Population]
	Successions Rows[Succession]
}

// Empty tells whether no row of any table was touched.
func (d *Delta) Empty() bool {
	return d.Millesimes.Empty() && d.Entities.Empty() && d.States.Empty() && d.Memberships.Empty() &&
		d.Populations.Empty() && d.Successions.Empty()
}

// Rows is what changed in one table: each row as it now stands, or, of those deleted, as it last stood. A row is deleted
// only when a later version of the same day takes back what an earlier one said.
type Rows[T any] struct {
	Inserted, Updated, Deleted []T
}

// Empty tells whether no row was touched.
func (r *Rows[T]) Empty() bool { return len(r.Inserted)+len(r.Updated)+len(r.Deleted) == 0 }

// ChangeKind is what happened to an entity.
type ChangeKind string

const (
	Created            ChangeKind = "CREATED"              // a new entity
	Ended              ChangeKind = "ENDED"                // an entity that is no more
	Renamed            ChangeKind = "RENAMED"              // another name
	Recoded            ChangeKind = "CODE_MOVED"           // another code INSEE, the same entity
	SIRENChanged       ChangeKind = "SIREN_CHANGED"        // another SIREN, the same entity
	SIRENLearnt        ChangeKind = "SIREN_LEARNT"         // a SIREN where the source had given none
	NatureChanged      ChangeKind = "NATURE_CHANGED"       // another legal nature of an EPCI
	FinancingChanged   ChangeKind = "FINANCING_CHANGED"    // another mode de financement of an EPCI
	PlaceChanged       ChangeKind = "PLACE_CHANGED"        // another department, region or overseas collectivity
	SeatChanged        ChangeKind = "SEAT_CHANGED"         // another chef-lieu, or one not given before
	PostalCodesChanged ChangeKind = "POSTAL_CODES_CHANGED" // other postal codes
	FormerCodesChanged ChangeKind = "FORMER_CODES_CHANGED" // other anciens codes
	Joined             ChangeKind = "JOINED"               // a commune that joined an EPCI
	Left               ChangeKind = "LEFT"                 // a commune that left an EPCI
	Succeeded          ChangeKind = "SUCCESSION"           // an entity that follows another
	PopulationsAdded   ChangeKind = "POPULATIONS_ADDED"    // new figures, counted together by census
	PopulationsAmended ChangeKind = "POPULATIONS_AMENDED"  // figures that a later file corrects, counted together
)

// Change is one thing that an application did, told for people: Entity, which has this code and name, went from Before
// to After. Count is 1, but for populations, of which there are too many to tell one by one.
type Change struct {
	Kind       ChangeKind
	Entity     int64
	EntityKind Kind
	Code, Name string
	Before     string
	After      string
	Count      int
}

// Mismatch is where a source contradicts itself or what is known: which record, and a sentence.
type Mismatch struct {
	Record  string
	Message string
}

// Everything is the whole graph as rows to insert: what a first import writes.
func (g *Graph) Everything() *Delta {
	return &Delta{
		Millesimes:  Rows[Millesime]{Inserted: g.Millesimes},
		Entities:    Rows[Entity]{Inserted: g.Entities},
		States:      Rows[State]{Inserted: g.States},
		Memberships: Rows[Membership]{Inserted: g.Memberships},
		Populations: Rows[Population]{Inserted: g.Populations},
		Successions: Rows[Succession]{Inserted: g.Successions},
	}
}
