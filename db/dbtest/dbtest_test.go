package dbtest_test

import (
	"context"
	"testing"

	"maillage/db/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestSharedRefusesWrites(t *testing.T) {
	t.Parallel()
	_, err := dbtest.Shared(t).ExecContext(context.Background(), "delete from offers")
	if err == nil {
		t.Fatal("the shared database took a write")
	}
}

func TestClonesAreApart(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, other := dbtest.Full(t), dbtest.Full(t)
	if _, err := one.ExecContext(ctx, "delete from exclusions"); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := other.QueryRowContext(ctx, "select count(*) from exclusions").Scan(&n); err != nil || n == 0 {
		t.Fatalf("the other clone has %d exclusions (%v): it should have kept its own", n, err)
	}
}
