package model

// Instalment is a part of a due that is payable up to a day, that day in.
type Instalment struct {
	DueOn  Date
	Amount Euro
}

// Reminder is what a payer was told of an overdue due.
type Reminder struct {
	Level   int
	SentOn  Date
	Overdue Euro
}
