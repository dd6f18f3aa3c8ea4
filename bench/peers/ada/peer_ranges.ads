--  SPDX-License-Identifier: MIT
--  Counts from I up to Last, and never waits. (bench/iterators/range.h)
with Interfaces;
with Peer_Items;
package Peer_Ranges is

   type Numbers is new Peer_Items.Source with record
      I, Last : Interfaces.Unsigned_64;
   end record;
   overriding function Next (Self : in out Numbers) return Peer_Items.Items;
   overriding function Next_Boxed (Self : in out Numbers) return Peer_Items.Items_Access;

end Peer_Ranges;
