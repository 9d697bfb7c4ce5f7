package model

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// MaxPage is the most rows of a page, FirstPage how many there are unless the client says.
const (
	MaxPage   = 100
	FirstPage = 20
)

// Connection is one page of a list. Total is the length of the list, if it came with the page; List and Key are for whoever
// counts it otherwise.
type Connection[T any] struct {
	Nodes    []T
	Edges    []*Edge[T]
	PageInfo *PageInfo
	Total    *int
	List     any
	Key      int64
}

// Edge is a row of a page with its cursor.
type Edge[T any] struct {
	Cursor string
	Node   T
}

// The connections of the schema.
type (
	CollectivityConnection    = Connection[Collectivity]
	CollectivityEdge          = Edge[Collectivity]
	CommuneConnection         = Connection[*Commune]
	CommuneEdge               = Edge[*Commune]
	EPCIConnection            = Connection[*EPCI]
	EPCIEdge                  = Edge[*EPCI]
	PublicBodyConnection      = Connection[*PublicBody]
	PublicBodyEdge            = Edge[*PublicBody]
	SubscriptionConnection    = Connection[*Subscription]
	SubscriptionEdge          = Edge[*Subscription]
	BeneficiaryStepConnection = Connection[*BeneficiaryStep]
	BeneficiaryStepEdge       = Edge[*BeneficiaryStep]
	EventConnection           = Connection[*Event]
	EventEdge                 = Edge[*Event]
	CollegeMemberConnection   = Connection[*CollegeMember]
	CollegeMemberEdge         = Edge[*CollegeMember]
	SessionConnection         = Connection[*Session]
	SessionEdge               = Edge[*Session]
	AttendanceConnection      = Connection[*Attendance]
	AttendanceEdge            = Edge[*Attendance]
	BallotConnection          = Connection[*Ballot]
	BallotEdge                = Edge[*Ballot]
	VoteConnection            = Connection[*Vote]
	VoteEdge                  = Edge[*Vote]
	StakeConnection           = Connection[*Stake]
	StakeEdge                 = Edge[*Stake]

	ContributionRuleConnection        = Connection[*ContributionRule]
	ContributionRuleEdge              = Edge[*ContributionRule]
	ContributionBeneficiaryConnection = Connection[*ContributionBeneficiary]
	ContributionBeneficiaryEdge       = Edge[*ContributionBeneficiary]
	SimulationLineConnection          = Connection[*SimulationLine]
	SimulationLineEdge                = Edge[*SimulationLine]
	DueConnection                     = Connection[*Due]
	DueEdge                           = Edge[*Due]
	CampaignAnomalyConnection         = Connection[*CampaignAnomaly]
	CampaignAnomalyEdge               = Edge[*CampaignAnomaly]

	RequestConnection       = Connection[*Request]
	RequestEdge             = Edge[*Request]
	ActivityConnection      = Connection[*Activity]
	ActivityEdge            = Edge[*Activity]
	ParticipationConnection = Connection[*Participation]
	ParticipationEdge       = Edge[*Participation]
	WorklistItemConnection  = Connection[*WorklistItem]
	WorklistItemEdge        = Edge[*WorklistItem]
	InteractionConnection   = Connection[*Interaction]
	InteractionEdge         = Edge[*Interaction]
	SurveyRemarkConnection  = Connection[*SurveyRemark]
	SurveyRemarkEdge        = Edge[*SurveyRemark]
)

// Page is what a client asks of a list: at most First rows after the one that the cursor After names.
type Page struct {
	First int
	After Cursor
}

// Cursor is the place of a row in one order: the order's name and the row's sort values, the key last.
type Cursor struct {
	Order  string
	Values []string
}

// NewPage reads the arguments first and after; all their faults are told at once.
func NewPage(first *int, after *string) (Page, error) {
	p := Page{First: FirstPage}
	var faults Errors
	if first != nil {
		p.First = *first
	}
	if p.First < 1 || p.First > MaxPage {
		faults.Add("first", Invalid("", "first is %d: a page has from 1 to %d rows, read on with after", p.First, MaxPage))
	}
	if after != nil {
		c, err := parseCursor(*after)
		faults.Add("after", err)
		p.After = c
	}
	return p, faults.Err()
}

// String is the cursor as clients see it.
func (c Cursor) String() string {
	raw, _ := json.Marshal(append([]string{c.Order}, c.Values...))
	return base64.RawURLEncoding.EncodeToString(raw)
}

func parseCursor(s string) (Cursor, error) {
	var parts []string
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(raw, &parts)
	}
	if err != nil || len(parts) < 2 || parts[0] == "" || strings.ContainsRune(strings.Join(parts, ""), 0) {
		return Cursor{}, Invalid("", "this cursor is not one of ours: give endCursor or cursor of a page of the same list")
	}
	return Cursor{parts[0], parts[1:]}, nil
}
