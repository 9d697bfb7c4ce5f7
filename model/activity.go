package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Activity is a meeting, a training, a visit or a campaign.
type Activity struct {
	bun.BaseModel `bun:"table:activities"`
	Ahead         `bun:"-"`

	ID          ActivityID `bun:",pk,autoincrement"`
	Kind        ActivityKind
	Title       string
	Begins      time.Time `bun:"starts_at"`
	Place       *string
	ServiceID   OfferID `bun:",nullzero"`
	Audience    ActivityAudience
	OrganiserID CollectivityID // none: the syndicate
	MandateID   MandateID      `bun:",nullzero"`
	NetworkID   NetworkID      `bun:",nullzero"`
	OrganisedAt time.Time
	RecordedBy  string
	Demo        bool

	Invited      int            `bun:"-"`
	Registered   int            `bun:"-"`
	Attended     int            `bun:"-"`
	Status       ActivityStatus `bun:"-"`
	Cancellation *string        `bun:"-"`
}

func (*Activity) IsNode() {}

// StartsAt is when it begins.
func (a *Activity) StartsAt() Instant { return Instant(a.Begins) }

// Participation is a collectivity's part in an activity.
type Participation struct {
	Ahead

	CollectivityID CollectivityID
	Invited        bool
	Registered     int
	Attended       *int
	Delivered      *int
	Read           *int
	Relayed        *int
}

// The kinds of counts of a participation, as the database spells them.
const (
	CountInvited    = "INVITED"
	CountRegistered = "REGISTERED"
	CountAttended   = "ATTENDED"
	CountDelivered  = "DELIVERED"
	CountRead       = "READ"
	CountRelayed    = "RELAYED"
)

// ParticipationCount is one count of a collectivity's part.
type ParticipationCount struct {
	bun.BaseModel `bun:"table:participations"`

	ID             int64 `bun:",pk,autoincrement"`
	ActivityID     ActivityID
	CollectivityID CollectivityID
	EPCIID         CollectivityID `bun:"epci_id"`
	Kind           string
	Persons        int
	RecordedAt     time.Time
	RecordedBy     string
}

// Network is those who help each other with a subject.
type Network struct {
	bun.BaseModel `bun:"table:networks"`

	ID        NetworkID `bun:",pk,autoincrement"`
	Topic     string
	Purpose   string
	CreatedOn Date
	Demo      bool
}

func (*Network) IsNode() {}

// NetworkMember is a collectivity in a network from Since up to Until, half-open.
type NetworkMember struct {
	bun.BaseModel `bun:"table:network_members"`
	Ahead         `bun:"-"`

	NetworkID      NetworkID
	CollectivityID CollectivityID
	MandateID      MandateID `bun:",nullzero"`
	Since          Date
	Until          *Date
}
