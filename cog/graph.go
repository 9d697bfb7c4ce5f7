package cog

import "maillage/model"

// Graph is what the millésimes applied so far say, dated: plain rows that refer to one another by id, so that they can
// be copied out to tables and read back. The zero Graph is empty and ready. Rows of kinds that the almanac does not
// know may stand among the entities and states: they are left alone, and their ids are never given again.
type Graph struct {
	Millesimes  []Millesime
	Entities    []Entity
	States      []State
	Memberships []Membership
	Populations []Population
	Successions []Succession
}

// Kind is the kind of an entity.
type Kind string

const (
	KindCommune    Kind = "COMMUNE"    // commune (commune actuelle)
	KindEPCI       Kind = "EPCI"       // EPCI à fiscalité propre
	KindDepartment Kind = "DEPARTMENT" // département
	KindRegion     Kind = "REGION"     // région
	KindOverseas   Kind = "OVERSEAS"   // collectivité d'outre-mer, or territory with the same place in the COG
)

// Entity is one territory through its whole life, whatever its codes and names; Period is the time it is known to exist.
// The first millésime opens every period on its own day, which therefore reads "known since".
type Entity struct {
	ID   int64
	Kind Kind
	model.Period
}

// State is what an entity was over a period: its identity and its place. An EPCI has its SIREN as code; empty text and
// a zero id mean that there is none, or that the source does not say.
type State struct {
	ID     int64
	Entity int64
	model.Period

	Code  string // code INSEE; SIREN of an EPCI
	SIREN string
	Name  string

	Nature    Nature    // nature juridique, of an EPCI
	Financing Financing // mode de financement, of an EPCI

	PostalCodes []string // codes postaux of a commune, sorted
	FormerCodes []string // codes INSEE that live on in this commune (anciens codes), sorted
	SeatCode    string   // code INSEE of the chef-lieu of a department, region or overseas collectivity

	Department int64 // entity id of a commune's department
	Region     int64 // entity id of a commune's or department's region
	Overseas   int64 // entity id of a commune's overseas collectivity, instead of the two above
}

// Membership is a commune's belonging to an EPCI over a period.
type Membership struct {
	ID      int64
	Commune int64
	EPCI    int64
	model.Period
}

// PopulationKind tells which of the legal populations a figure is.
type PopulationKind string

const (
	Municipal PopulationKind = "MUNICIPAL" // population municipale
	Total     PopulationKind = "TOTAL"     // population totale: municipale and comptée à part; not additive
)

// Population is a legal figure of an entity. Census is the reference year (millésime de population), 0 when the source
// does not state it; InForceFrom is the day from which it is authentic, for an unstated census the day of the first
// millésime that carries it. Source is the version of the millésime that the value was last taken from.
// A figure may come into force after its commune has ended: it then describes a geography that no longer counts.
type Population struct {
	ID          int64
	Entity      int64
	Kind        PopulationKind
	Value       int
	Census      int
	InForceFrom model.Date
	Source      string
}

// SuccessionKind tells how the entity To follows the entity From.
type SuccessionKind string

const (
	// MergedInto (fusion, absorption): From ended into To, which existed before and goes on.
	MergedInto SuccessionKind = "MERGED_INTO"
	// CreatedFrom (création): To is new on that day and was made of From, which ended, alone or with others.
	CreatedFrom SuccessionKind = "CREATED_FROM"
	// CodeMoved (transfert du chef-lieu, changement de code): From and To are one entity, which goes on under another code.
	CodeMoved SuccessionKind = "CODE_MOVED"
	// ReestablishedFrom (rétablissement): To is a commune again, taken out of From, which goes on.
	ReestablishedFrom SuccessionKind = "REESTABLISHED_FROM"
	// SplitFrom (scission): To took over some, not all, of the members of the EPCI From.
	SplitFrom SuccessionKind = "SPLIT_FROM"
)

// Succession joins an entity to one that follows it on a date. The codes are those of From on the eve and of To on the day.
type Succession struct {
	ID       int64
	From     int64
	To       int64
	Date     model.Date
	Kind     SuccessionKind
	FromCode string
	ToCode   string
}
