"""Replies in six more languages: whole drafts, with dates and sums as the language writes them."""

from collections.abc import Callable

import pytest

from copilot.drafting import compose, next_steps
from copilot.evidence import Evidence

from .examples import paragraphs, triage

REPLIES = [
    (
        "de",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Guten Tag Étienne,

        Es tut mir leid, dass die Bestellung QM-72242 sich verspätet: Sie war für den 12. November
        2026 angekündigt. Die Bestellung QM-72242 ist unterwegs zu Ihnen. Sie wurde am 5. November
        2026 mit Kurio verschickt. Die Sendungsnummer ist KU5727501628DE.

        Bis zum 24. November 2026 können wir noch nichts ersetzen oder erstatten; ist das Paket bis
        dahin nicht da, schreiben Sie uns bitte noch einmal, dann kümmern wir uns sofort darum.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Guten Tag Javier,

        Ja, die Bestellung QM-72923 kann noch storniert werden. Die Stornierung ist kostenlos. Nach
        der Stornierung bekommen Sie 249,00 € zurück (Mastercard mit der Endziffer 3364). Die
        Erstattung dauert 3–5 Werktage.

        Bitte antworten Sie mit „Ja“, wenn wir stornieren sollen.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Guten Tag Sophie,

        Aus der Bestellung QM-71442 können Sie das bis zum 5. Dezember 2026 zurückschicken: Sava Linen
        Bed Set. Die Gebühr dafür beträgt 2,95 €. Sie bekommen 126,05 € zurück (Visa mit der Endziffer
        5519). Das ist eine Erstattung von 129,00 € abzüglich der Gebühr von 2,95 €. Die Erstattung
        dauert 5–7 Werktage. Dieser Rückgabe aus der Bestellung QM-71442 muss eine Kollegin zustimmen,
        deshalb frage ich erst nach: Dorm Down Pillow. Wenn die Antwort Ja ist, gilt Folgendes. Der
        letzte Tag dafür ist der 5. Dezember 2026. Die Gebühr dafür beträgt 2,95 €. Sie bekommen 81,95
        € zurück (Visa mit der Endziffer 5519). Das ist eine Erstattung von 84,90 € abzüglich der
        Gebühr von 2,95 €. Die Erstattung dauert 5–7 Werktage. In unseren Bedingungen steht (auf
        Englisch): „If what you send back shows more than trying it out needs, we may refund less, and
        we will tell you why.“

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Guten Tag Maeve,

        Es tut mir leid, dass es mit der Bestellung QM-72043 Ärger gibt; es geht um: Tarn Stoneware
        Plate Set und Tarn Mug. Wir können Ihnen Ersatz schicken. Der Ersatz ist kostenlos. Wir
        brauchen dafür 2 Werktage. Wir können Ihnen 96,50 € erstatten (Visa mit der Endziffer 2093).
        Die Erstattung dauert 5–7 Werktage. Das ist bis zum 5. Dezember 2026 möglich. In unseren
        Bedingungen steht (auf Englisch): „For damage and for wrong items we need a photo of the item
        and one of the box.“

        Was ist Ihnen lieber, der Ersatz oder die Erstattung?

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Guten Tag Aoife,

        Es tut mir leid, dass das so lange gedauert hat. Ihre Rücksendung ist am 19. Oktober 2026 bei
        uns angekommen: Osk Dutch Oven. Am 21. Oktober 2026 wurden 116,05 € für die Bestellung
        QM-70321 erstattet (Mastercard mit der Endziffer 8059). Die Erstattung hätte inzwischen bei
        Ihnen sein müssen; eine Kollegin sieht nach, wo sie ist. Die Erstattung dauert 5–7 Werktage.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Guten Tag Allison,

        Die Bestellung QM-72605 kann leider nicht mehr storniert werden, weil sie den Status
        „verschickt“ hat. In unseren Bedingungen steht (auf Englisch): „When the parcel has left us
        the order cannot be cancelled.“ Die Zustellung ist für den 30. November 2026 vorgesehen. Die
        Sendungsnummer ist BL6185103686.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Bonjour Étienne,

        Nous sommes désolés que la commande QM-72242 ait du retard : elle était prévue pour le 12
        novembre 2026. La commande QM-72242 est en route vers vous. Elle a été expédiée le 5 novembre
        2026 avec Kurio. Le numéro de suivi est KU5727501628DE.

        Jusqu'au 24 novembre 2026, nous ne pouvons pas encore remplacer ni rembourser ; si le colis
        n'est pas là d'ici là, écrivez-nous de nouveau et nous regarderons aussitôt.

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Bonjour Javier,

        Oui, la commande QM-72923 peut encore être annulée. L'annulation est gratuite. Après
        l'annulation, vous recevez 249,00 € en retour (Mastercard se terminant par 3364). Le
        remboursement prend 3–5 jours ouvrés.

        Répondez « oui » si vous souhaitez que nous annulions.

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Bonjour Sophie,

        Vous pouvez retourner ceci de la commande QM-71442 jusqu'au 5 décembre 2026 : Sava Linen Bed
        Set. Les frais pour cela sont de 2,95 €. Vous recevez 126,05 € en retour (Visa se terminant
        par 5519). C'est un remboursement de 129,00 €, moins les frais de 2,95 €. Le remboursement
        prend 5–7 jours ouvrés. Une collègue doit donner son accord à ce retour de la commande
        QM-71442, je dois donc d'abord demander : Dorm Down Pillow. Si la réponse est oui, voici ce
        qui s'applique. Le dernier jour pour cela est le 5 décembre 2026. Les frais pour cela sont de
        2,95 €. Vous recevez 81,95 € en retour (Visa se terminant par 5519). C'est un remboursement de
        84,90 €, moins les frais de 2,95 €. Le remboursement prend 5–7 jours ouvrés. Nos conditions
        disent (en anglais) : « If what you send back shows more than trying it out needs, we may
        refund less, and we will tell you why. »

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Bonjour Maeve,

        Nous sommes désolés de ce problème avec la commande QM-72043 ; il s'agit de : Tarn Stoneware
        Plate Set et Tarn Mug. Nous pouvons vous envoyer un remplacement. Le remplacement est gratuit.
        Il nous faut pour cela 2 jours ouvrés. Nous pouvons vous rembourser 96,50 € (Visa se terminant
        par 2093). Le remboursement prend 5–7 jours ouvrés. C'est possible jusqu'au 5 décembre 2026.
        Nos conditions disent (en anglais) : « For damage and for wrong items we need a photo of the
        item and one of the box. »

        Que préférez-vous, le remplacement ou le remboursement ?

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Bonjour Aoife,

        Nous sommes désolés que cela ait pris si longtemps. Votre retour nous est parvenu le 19
        octobre 2026 : Osk Dutch Oven. 116,05 € ont été remboursés le 21 octobre 2026 pour la commande
        QM-70321 (Mastercard se terminant par 8059). Le remboursement aurait déjà dû vous parvenir ;
        une collègue va regarder où il est. Le remboursement prend 5–7 jours ouvrés.

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Bonjour Allison,

        Malheureusement, la commande QM-72605 ne peut plus être annulée, car elle a le statut «
        expédiée ». Nos conditions disent (en anglais) : « When the parcel has left us the order
        cannot be cancelled. » La livraison est prévue pour le 30 novembre 2026. Le numéro de suivi
        est BL6185103686.

        Cordialement, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Hola, Étienne:

        Siento que el pedido QM-72242 se retrase: estaba previsto para el 12 de noviembre de 2026. El
        pedido QM-72242 está en camino. Se envió el 5 de noviembre de 2026 con Kurio. El número de
        seguimiento es KU5727501628DE.

        Hasta el 24 de noviembre de 2026 todavía no podemos reponerlo ni reembolsarlo; si para
        entonces no ha llegado, escríbanos de nuevo y lo miramos enseguida.

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Hola, Javier:

        Sí, el pedido QM-72923 todavía se puede cancelar. La cancelación es gratuita. Cuando esté
        cancelado, recibirá 249,00 € de vuelta (Mastercard terminada en 3364). El reembolso tarda 3–5
        días hábiles.

        Responda «sí» si quiere que lo cancelemos.

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Hola, Sophie:

        Del pedido QM-71442 puede devolver hasta el 5 de diciembre de 2026 lo siguiente: Sava Linen
        Bed Set. El coste es de 2,95 €. Recibirá 126,05 € de vuelta (Visa terminada en 5519). Es un
        reembolso de 129,00 € menos el coste de 2,95 €. El reembolso tarda 5–7 días hábiles. Una
        compañera tiene que autorizar esta devolución del pedido QM-71442, así que primero debo
        preguntar: Dorm Down Pillow. Si la respuesta es sí, se aplica lo siguiente. El último día para
        ello es el 5 de diciembre de 2026. El coste es de 2,95 €. Recibirá 81,95 € de vuelta (Visa
        terminada en 5519). Es un reembolso de 84,90 € menos el coste de 2,95 €. El reembolso tarda
        5–7 días hábiles. Nuestras condiciones dicen (en inglés): «If what you send back shows more
        than trying it out needs, we may refund less, and we will tell you why.»

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Hola, Maeve:

        Siento el problema con el pedido QM-72043; se trata de: Tarn Stoneware Plate Set y Tarn Mug.
        Podemos enviarle un reemplazo. El reemplazo es gratuito. Para ello necesitamos 2 días hábiles.
        Podemos reembolsarle 96,50 € (Visa terminada en 2093). El reembolso tarda 5–7 días hábiles.
        Esto es posible hasta el 5 de diciembre de 2026. Nuestras condiciones dicen (en inglés): «For
        damage and for wrong items we need a photo of the item and one of the box.»

        ¿Qué prefiere, el reemplazo o el reembolso?

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Hola, Aoife:

        Siento que haya tardado tanto. Su devolución nos llegó el 19 de octubre de 2026: Osk Dutch
        Oven. El 21 de octubre de 2026 se reembolsaron 116,05 € por el pedido QM-70321 (Mastercard
        terminada en 8059). El reembolso ya debería haberle llegado; una compañera mirará dónde está.
        El reembolso tarda 5–7 días hábiles.

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Hola, Allison:

        Lamentablemente, el pedido QM-72605 ya no se puede cancelar, porque su estado es «enviado».
        Nuestras condiciones dicen (en inglés): «When the parcel has left us the order cannot be
        cancelled.» La entrega está prevista para el 30 de noviembre de 2026. El número de seguimiento
        es BL6185103686.

        Un saludo, Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Buongiorno Étienne,

        Mi dispiace che l'ordine QM-72242 sia in ritardo: era previsto per il 12 novembre 2026.
        L'ordine QM-72242 è in viaggio. È stato spedito il 5 novembre 2026 con Kurio. Il numero di
        tracciamento è KU5727501628DE.

        Fino al 24 novembre 2026 non possiamo ancora sostituirlo né rimborsarlo; se per allora non è
        arrivato, ci scriva di nuovo e ce ne occupiamo subito.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Buongiorno Javier,

        Sì, l'ordine QM-72923 si può ancora annullare. L'annullamento è gratuito. Dopo l'annullamento
        riceve indietro 249,00 € (Mastercard che termina con 3364). Il rimborso richiede 3–5 giorni
        lavorativi.

        Risponda «sì» se vuole che lo annulliamo.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Buongiorno Sophie,

        Dall'ordine QM-71442 può restituire fino al 5 dicembre 2026 quanto segue: Sava Linen Bed Set.
        Il costo è di 2,95 €. Riceve indietro 126,05 € (Visa che termina con 5519). È un rimborso di
        129,00 €, meno il costo di 2,95 €. Il rimborso richiede 5–7 giorni lavorativi. Una collega
        deve autorizzare questo reso dall'ordine QM-71442, quindi devo prima chiedere: Dorm Down
        Pillow. Se la risposta è sì, vale quanto segue. L'ultimo giorno utile è il 5 dicembre 2026. Il
        costo è di 2,95 €. Riceve indietro 81,95 € (Visa che termina con 5519). È un rimborso di 84,90
        €, meno il costo di 2,95 €. Il rimborso richiede 5–7 giorni lavorativi. Le nostre condizioni
        dicono (in inglese): «If what you send back shows more than trying it out needs, we may refund
        less, and we will tell you why.»

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Buongiorno Maeve,

        Mi dispiace per il problema con l'ordine QM-72043; si tratta di: Tarn Stoneware Plate Set e
        Tarn Mug. Possiamo inviarle una sostituzione. La sostituzione è gratuita. Per questo ci
        servono 2 giorni lavorativi. Possiamo rimborsarle 96,50 € (Visa che termina con 2093). Il
        rimborso richiede 5–7 giorni lavorativi. È possibile fino al 5 dicembre 2026. Le nostre
        condizioni dicono (in inglese): «For damage and for wrong items we need a photo of the item
        and one of the box.»

        Che cosa preferisce, la sostituzione o il rimborso?

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Buongiorno Aoife,

        Mi dispiace che ci sia voluto così tanto. Il suo reso ci è arrivato il 19 ottobre 2026: Osk
        Dutch Oven. Il 21 ottobre 2026 sono stati rimborsati 116,05 € per l'ordine QM-70321
        (Mastercard che termina con 8059). Il rimborso dovrebbe esserle già arrivato; una collega
        guarderà dov'è. Il rimborso richiede 5–7 giorni lavorativi.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Buongiorno Allison,

        Purtroppo l'ordine QM-72605 non si può più annullare, perché il suo stato è «spedito». Le
        nostre condizioni dicono (in inglese): «When the parcel has left us the order cannot be
        cancelled.» La consegna è prevista per il 30 novembre 2026. Il numero di tracciamento è
        BL6185103686.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Olá, Étienne,

        Lamento que a encomenda QM-72242 esteja atrasada: estava prevista para 12 de novembro de 2026.
        A encomenda QM-72242 está a caminho. Foi enviada em 5 de novembro de 2026 com Kurio. O número
        de seguimento é KU5727501628DE.

        Até 24 de novembro de 2026 ainda não podemos substituir nem reembolsar; se até lá não tiver
        chegado, escreva-nos de novo e vemos isso de imediato.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Olá, Javier,

        Sim, a encomenda QM-72923 ainda pode ser cancelada. O cancelamento é gratuito. Depois do
        cancelamento, recebe 249,00 € de volta (Mastercard terminado em 3364). O reembolso demora 3–5
        dias úteis.

        Responda «sim» se quiser que cancelemos.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Olá, Sophie,

        Da encomenda QM-71442 pode devolver até 5 de dezembro de 2026 o seguinte: Sava Linen Bed Set.
        A taxa para isso é de 2,95 €. Recebe 126,05 € de volta (Visa terminado em 5519). É um
        reembolso de 129,00 €, menos a taxa de 2,95 €. O reembolso demora 5–7 dias úteis. Uma colega
        tem de autorizar esta devolução da encomenda QM-71442, por isso tenho primeiro de perguntar:
        Dorm Down Pillow. Se a resposta for sim, aplica-se o seguinte. O último dia para isso é 5 de
        dezembro de 2026. A taxa para isso é de 2,95 €. Recebe 81,95 € de volta (Visa terminado em
        5519). É um reembolso de 84,90 €, menos a taxa de 2,95 €. O reembolso demora 5–7 dias úteis.
        As nossas condições dizem (em inglês): «If what you send back shows more than trying it out
        needs, we may refund less, and we will tell you why.»

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Olá, Maeve,

        Lamento o problema com a encomenda QM-72043; trata-se de: Tarn Stoneware Plate Set e Tarn Mug.
        Podemos enviar-lhe uma substituição. A substituição é gratuita. Para isso precisamos de 2 dias
        úteis. Podemos reembolsar-lhe 96,50 € (Visa terminado em 2093). O reembolso demora 5–7 dias
        úteis. Isto é possível até 5 de dezembro de 2026. As nossas condições dizem (em inglês): «For
        damage and for wrong items we need a photo of the item and one of the box.»

        O que prefere, a substituição ou o reembolso?

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Olá, Aoife,

        Lamento que tenha demorado tanto. A sua devolução chegou-nos em 19 de outubro de 2026: Osk
        Dutch Oven. Em 21 de outubro de 2026 foram reembolsados 116,05 € da encomenda QM-70321
        (Mastercard terminado em 8059). O reembolso já lhe deveria ter chegado; uma colega vai ver
        onde está. O reembolso demora 5–7 dias úteis.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Olá, Allison,

        Infelizmente, a encomenda QM-72605 já não pode ser cancelada, porque o seu estado é «enviada».
        As nossas condições dizem (em inglês): «When the parcel has left us the order cannot be
        cancelled.» A entrega está prevista para 30 de novembro de 2026. O número de seguimento é
        BL6185103686.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Dag Étienne,

        Het spijt me dat bestelling QM-72242 te laat is: de bezorging was verwacht op 12 november
        2026. Bestelling QM-72242 is naar u onderweg. De verzending was op 5 november 2026 met Kurio.
        Het trackingnummer is KU5727501628DE.

        Tot en met 24 november 2026 kunnen we nog niets vervangen of terugbetalen; is het pakket er
        dan niet, schrijf ons dan opnieuw, dan kijken we er meteen naar.

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Dag Javier,

        Ja, bestelling QM-72923 kan nog geannuleerd worden. De annulering is gratis. Na de annulering
        krijgt u € 249,00 terug (Mastercard eindigend op 3364). De terugbetaling duurt 3–5 werkdagen.

        Antwoord met “ja” als wij moeten annuleren.

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Dag Sophie,

        Uit bestelling QM-71442 kunt u dit tot en met 5 december 2026 retourneren: Sava Linen Bed Set.
        De kosten daarvoor zijn € 2,95. U krijgt € 126,05 terug (Visa eindigend op 5519). Dat is een
        terugbetaling van € 129,00, min de kosten van € 2,95. De terugbetaling duurt 5–7 werkdagen.
        Een collega moet met deze retour uit bestelling QM-71442 instemmen, dus ik moet het eerst
        vragen: Dorm Down Pillow. Als het antwoord ja is, geldt het volgende. De laatste dag daarvoor
        is 5 december 2026. De kosten daarvoor zijn € 2,95. U krijgt € 81,95 terug (Visa eindigend op
        5519). Dat is een terugbetaling van € 84,90, min de kosten van € 2,95. De terugbetaling duurt
        5–7 werkdagen. In onze voorwaarden staat (in het Engels): “If what you send back shows more
        than trying it out needs, we may refund less, and we will tell you why.”

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Dag Maeve,

        Vervelend dat er een probleem is met bestelling QM-72043, het spijt me; het gaat om: Tarn
        Stoneware Plate Set en Tarn Mug. We kunnen u een vervanging sturen. De vervanging is gratis.
        Daarvoor hebben we 2 werkdagen nodig. We kunnen u € 96,50 terugbetalen (Visa eindigend op
        2093). De terugbetaling duurt 5–7 werkdagen. Dit is mogelijk tot en met 5 december 2026. In
        onze voorwaarden staat (in het Engels): “For damage and for wrong items we need a photo of the
        item and one of the box.”

        Wat heeft u liever, de vervanging of de terugbetaling?

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Dag Aoife,

        Het spijt me dat dit zo lang duurde. Uw retour is op 19 oktober 2026 bij ons aangekomen: Osk
        Dutch Oven. Op 21 oktober 2026 is € 116,05 terugbetaald voor bestelling QM-70321 (Mastercard
        eindigend op 8059). De terugbetaling had er al moeten zijn; een collega kijkt waar die is. De
        terugbetaling duurt 5–7 werkdagen.

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Dag Allison,

        Bestelling QM-72605 kan helaas niet meer geannuleerd worden, omdat de status “verzonden” is.
        In onze voorwaarden staat (in het Engels): “When the parcel has left us the order cannot be
        cancelled.” De bezorging is verwacht op 30 november 2026. Het trackingnummer is BL6185103686.

        Vriendelijke groet, Quillmoor
        """,
    ),
]


@pytest.mark.parametrize(("language", "ticket", "intent", "reply"), REPLIES)
def test_replies(
    language: str, ticket: dict[str, object], intent: str, reply: str, evidence_for: Callable[..., Evidence]
) -> None:
    draft = compose(evidence_for(**ticket), triage(intent, language=language))
    assert (draft.language, paragraphs(draft.text)[:-1]) == (language, paragraphs(reply))


def test_a_language_without_copy_is_answered_in_english_and_the_agent_is_told(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence, asked = evidence_for("Gdzie jest QM-72601?", customer_id="C1001"), triage("order_status", language="pl")
    assert compose(evidence, asked).language == "en"
    assert "The customer writes 'pl', and the draft is in English: see who can translate it." in [
        step.text for step in next_steps(evidence, asked)
    ]
