// Command generate writes the compact almanac that the binary embeds, from the unpacked packages given as arguments, in any
// order. It is run by hand when a millésime is published:
//
//	go run ./cog/generate <folder of each unpacked package>...
//
// The package is @etalab/decoupage-administratif; a version whose censuses cog does not know by heart is first added to
// cog.Published. What the sources contradict themselves about is printed, and does not stop it.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"

	"maillage/cog"
)

const target = "cog/data/almanac.zst"

func main() {
	if err := generate(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(folders []string) error {
	if len(folders) == 0 {
		return fmt.Errorf("no folder given: go run ./cog/generate <folder of each unpacked package>..., from the top of the repository")
	}
	var vintages []*cog.Vintage
	for _, folder := range folders {
		v, err := cog.Read(os.DirFS(folder))
		if err != nil {
			return fmt.Errorf("%s: %w", folder, err)
		}
		vintages = append(vintages, v)
	}
	slices.SortFunc(vintages, func(a, b *cog.Vintage) int {
		return cmp.Or(cmp.Compare(a.CommunesOn, b.CommunesOn), cmp.Compare(a.EPCIOn, b.EPCIOn), cmp.Compare(a.Version, b.Version))
	})
	var out bytes.Buffer
	if err := cog.Encode(&out, vintages); err != nil {
		return err
	}
	for _, v := range vintages {
		fmt.Printf("%s (%s): %d communes, %d EPCI\n", v.Version, v.Name, len(v.Communes), len(v.EPCI))
		for _, m := range v.Check() {
			fmt.Printf("  %s\n", m.Message)
		}
	}
	if err := os.WriteFile(target, out.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n", target, out.Len())
	return nil
}
